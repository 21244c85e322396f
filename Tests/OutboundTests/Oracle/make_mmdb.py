# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Writes a small country database in MaxMind's format to the path given, with the shapes that
publishers use."""
import sys

from mmdb_writer import MMDBWriter
from netaddr import IPSet

writer = MMDBWriter(6, "Test-Country", languages=["en"], ipv4_compatible=True)
for networks, record in [
    (["192.0.2.0/24", "2001:db8:1::/48"], {"country": {"iso_code": "CA"}}),
    (["198.51.100.0/25"], {"country": {"iso_code": "FR", "names": {"en": "France"}}}),
    (["203.0.113.0/28"], {"registered_country": {"iso_code": "NL"}}),
    (["203.0.113.16/28"], {"country": {"names": {"en": "Nowhere"}}}),
    (["203.0.113.32/28"], {"country": {"iso_code": "xx"}}),
    (["203.0.113.48/28"], {"country": {"iso_code": "LONG"}}),
    (["203.0.113.64/28"], {"country": "CA"}),
    (["203.0.113.80/28"],
     {"country": {"iso_code": "DE"}, "registered_country": {"iso_code": "US"}}),
]:
    writer.insert_network(IPSet(networks), record)
writer.to_db_file(sys.argv[1])
