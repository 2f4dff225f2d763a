-- title: Time to the first application data by the size of the server's flight
-- group: today
-- paper: a study of post-quantum chain sizes and the time to the first byte, arXiv 2604.24869, 2026
-- definition: The flight is all that the server sent by TCP from its ServerHello's record on until the client sent again; in TLS
--   1.3 that takes in what the server sends before the client's Finished. The time is from the complete ClientHello to the first
--   application data of the server, at the place of capture. Where the sizes are cut was left open: here at one segment of 1,460
--   bytes, at the first window of RFC 3390 (4,380) and at that of RFC 6928 (14,600), beyond which a server has to wait for an
--   acknowledgment. Round trips are 1, one for a HelloRetryRequest, and the time that the flight took in round trips, rounded.
-- population: connections by TCP of which all of the flight was seen
-- column vantage: passive or active
-- column version: negotiated version
-- column resumed: whether an earlier session was resumed
-- column flight: bytes of the flight
-- column connections: connections with such a flight
-- column percent: of those of the same version that are resumed or are not
-- column median_bytes: median of the bytes
-- column median_segments: median of the TCP segments
-- column with_round_trips: connections whose round trips can be told
-- column waiting: of them, those with more than one
-- column waiting_percent: waiting of with_round_trips
-- column timed: connections with application data of the server that do not go back in time
-- column median_milliseconds: median of their times
-- column p90_milliseconds: nine of ten take no longer
-- column median_rtt_milliseconds: median of the time from SYN to the ACK of the SYN-ACK, where it was seen
-- plot: bars x=flight series=version y=median_milliseconds where=resumed:false
--   title="Time to the first application data by size of the server's flight" xlabel="bytes" ylabel="milliseconds"
WITH flights AS (
  SELECT vantage,
         tls.version AS version,
         coalesce(tls.resumed, false) AS resumed,
         tls.server_flight.bytes AS bytes,
         tls.server_flight.segments AS segments,
         tls.server_flight.round_trips AS round_trips,
         1e3 * initial_rtt AS rtt_milliseconds,
         CASE WHEN tls.first_application_data_time >= tls.client_hello_time
           THEN (unix_micros(tls.first_application_data_time) - unix_micros(tls.client_hello_time)) / 1e3
         END AS milliseconds,
         CASE
           WHEN tls.server_flight.bytes <= 1460 THEN 1
           WHEN tls.server_flight.bytes <= 4380 THEN 2
           WHEN tls.server_flight.bytes <= 14600 THEN 3
           ELSE 4
         END AS class
  FROM handshakes
  WHERE tls.version IS NOT NULL AND tls.server_flight IS NOT NULL
),
counts AS (
  SELECT vantage,
         version,
         resumed,
         class,
         count(*) AS connections,
         percentile(bytes, 0.5) AS median_bytes,
         percentile(segments, 0.5) AS median_segments,
         count(round_trips) AS with_round_trips,
         count_if(round_trips > 1) AS waiting,
         count(milliseconds) AS timed,
         percentile(milliseconds, 0.5) AS median_milliseconds,
         percentile(milliseconds, 0.9) AS p90_milliseconds,
         percentile(rtt_milliseconds, 0.5) AS median_rtt_milliseconds
  FROM flights
  GROUP BY vantage, version, resumed, class
)
SELECT vantage,
       version,
       resumed,
       CASE class WHEN 1 THEN 'up to 1460' WHEN 2 THEN 'up to 4380' WHEN 3 THEN 'up to 14600' ELSE 'more' END AS flight,
       connections,
       100e0 * connections / sum(connections) OVER (PARTITION BY vantage, version, resumed) AS percent,
       median_bytes,
       median_segments,
       with_round_trips,
       waiting,
       100e0 * waiting / nullif(with_round_trips, 0) AS waiting_percent,
       timed,
       median_milliseconds,
       p90_milliseconds,
       median_rtt_milliseconds
FROM counts
ORDER BY vantage DESC, version, resumed, class
