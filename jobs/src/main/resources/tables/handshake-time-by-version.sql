-- title: How long handshakes take, by version
-- group: today
-- paper: "TLS 1.3 in Practice: How TLS 1.3 Contributes to the Internet", WWW 2021 (Lee et al.)
-- definition: From the complete ClientHello to the first application data of the server, at the place of capture. In TLS 1.3 the
--   first protected record that is no handshake message counts, as far as it can be told.
-- population: connections with a ClientHello and application data of the server, whose time does not go back
-- column vantage: passive or active
-- column version: negotiated version
-- column resumed: whether an earlier session was resumed
-- column connections: connections
-- column median_milliseconds: median of their times
-- column p90_milliseconds: nine of ten take no longer
-- column median_rtt_milliseconds: median of the time from SYN to the ACK of the SYN-ACK, where it was seen
-- plot: bars x=version y=median_milliseconds,p90_milliseconds where=resumed:false
--   title="Time of handshakes" ylabel="milliseconds"
WITH times AS (
  SELECT vantage,
         tls.version AS version,
         coalesce(tls.resumed, false) AS resumed,
         (unix_micros(tls.first_application_data_time) - unix_micros(tls.client_hello_time)) / 1e3 AS milliseconds,
         1e3 * initial_rtt AS rtt_milliseconds
  FROM handshakes
  WHERE tls.version IS NOT NULL
    AND tls.first_application_data_time >= tls.client_hello_time
)
SELECT vantage,
       version,
       resumed,
       count(*) AS connections,
       percentile(milliseconds, 0.5) AS median_milliseconds,
       percentile(milliseconds, 0.9) AS p90_milliseconds,
       percentile(rtt_milliseconds, 0.5) AS median_rtt_milliseconds
FROM times
GROUP BY vantage, version, resumed
ORDER BY vantage DESC, version, resumed
