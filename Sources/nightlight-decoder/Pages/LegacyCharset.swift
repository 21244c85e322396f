// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The encodings of old pages, by the name that glibc has for each (WHATWG Encoding).
enum LegacyCharset: String, CaseIterable, Sendable {
    case ibm866 = "IBM866"
    case latin2 = "ISO-8859-2"
    case latin3 = "ISO-8859-3"
    case latin4 = "ISO-8859-4"
    case cyrillic = "ISO-8859-5"
    case arabic = "ISO-8859-6"
    case greek = "ISO-8859-7"
    case hebrew = "ISO-8859-8"
    case latin6 = "ISO-8859-10"
    case baltic = "ISO-8859-13"
    case celtic = "ISO-8859-14"
    case latin9 = "ISO-8859-15"
    case latin10 = "ISO-8859-16"
    case koi8R = "KOI8-R"
    case koi8U = "KOI8-U"
    case macintosh = "MACINTOSH"
    case macCyrillic = "MAC-CYRILLIC"
    case windows874 = "CP874"
    case windows1250 = "CP1250"
    case windows1251 = "CP1251"
    case windows1253 = "CP1253"
    case windows1254 = "CP1254"
    case windows1255 = "CP1255"
    case windows1256 = "CP1256"
    case windows1257 = "CP1257"
    case windows1258 = "CP1258"
    case chinese = "GB18030"
    case big5 = "BIG5-HKSCS"
    case eucJapanese = "EUC-JP"
    case iso2022Japanese = "ISO-2022-JP"
    case shiftJIS = "CP932"
    case korean = "CP949"

    /// Reads what pages and servers call it.
    init?(label: String) {
        let plain = label.lowercased().filter { $0.isLetter || $0.isNumber }
        guard let found = Self.byLabel[plain] else { return nil }
        self = found
    }

    /// By letters and digits alone, as pages spell each with or without what joins them.
    private static let byLabel: [String: LegacyCharset] = {
        var labels: [String: LegacyCharset] = [
            "866": .ibm866, "cp866": .ibm866, "csibm866": .ibm866, "latin2": .latin2, "l2": .latin2,
            "latin3": .latin3, "l3": .latin3, "latin4": .latin4, "l4": .latin4,
            "cyrillic": .cyrillic, "arabic": .arabic, "asmo708": .arabic, "ecma114": .arabic,
            "greek": .greek, "greek8": .greek, "ecma118": .greek, "hebrew": .hebrew,
            "visual": .hebrew, "logical": .hebrew, "iso88598i": .hebrew, "iso88598e": .hebrew,
            "latin6": .latin6, "l6": .latin6, "latin9": .latin9, "l9": .latin9, "koi": .koi8R,
            "koi8": .koi8R, "koi8ru": .koi8U, "mac": .macintosh, "xmacroman": .macintosh,
            "xmaccyrillic": .macCyrillic, "xmacukrainian": .macCyrillic, "tis620": .windows874,
            "iso885911": .windows874, "dos874": .windows874, "iso88599": .windows1254,
            "latin5": .windows1254, "l5": .windows1254, "gbk": .chinese, "gb2312": .chinese,
            "gb231280": .chinese, "chinese": .chinese, "xgbk": .chinese, "big5": .big5,
            "cnbig5": .big5, "xxbig5": .big5, "xeucjp": .eucJapanese, "shiftjis": .shiftJIS,
            "sjis": .shiftJIS, "xsjis": .shiftJIS, "mskanji": .shiftJIS, "ms932": .shiftJIS,
            "windows31j": .shiftJIS, "euckr": .korean, "korean": .korean, "ksc5601": .korean,
            "ksc56011987": .korean, "ksc56011989": .korean, "windows949": .korean,
        ]
        for charset in allCases {
            let name = charset.rawValue.lowercased().filter { $0.isLetter || $0.isNumber }
            labels[name] = charset
            if name.hasPrefix("cp1") || name == "cp874" {
                labels["windows" + name.dropFirst(2)] = charset
                labels["x" + name] = charset
            }
        }
        return labels
    }()
}
