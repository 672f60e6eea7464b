// applied
MATCH (m:Migration) RETURN m.number AS number, m.checksum AS checksum ORDER BY number

// record
MERGE (m:Migration {number: $number}) SET m.name = $name, m.checksum = $checksum
