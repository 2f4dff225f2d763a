package org.tlscensus.jobs.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.row.RevocationRow;

/** A certificate of 2024 to 2026 whose issuer publishes lists. */
class ListedCertificateTest {
    private static final String POINT = "http://ca.example/a.crl";

    private static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }

    private static ListedCertificate certificate(String keyId, Boolean isCa) {
        return new ListedCertificate(
                "c0ffee",
                "CN=ca",
                "05",
                keyId,
                isCa,
                day("2024-01-01"),
                day("2026-01-01"),
                List.of(POINT));
    }

    private static ListEntry entry(String list, String keyId, String revoked, String reason) {
        return new ListEntry(
                list,
                "file",
                "CN=ca",
                keyId,
                day("2025-01-01"),
                day("2025-02-01"),
                "05",
                day(revoked),
                reason);
    }

    /** What a list says of itself; by default it has all certificates of the issuer. */
    private static final class Fact {
        private String verdict = "VALID";
        private String keyId = "aa";
        private String thisUpdate = "2025-01-01";
        private String validUntil = "2025-02-01";
        private boolean isOfUsers;
        private boolean isOfAuthorities;
        private boolean isPartial;
        private List<String> points = List.of();

        ListFact made() {
            return new ListFact(
                    "list",
                    "download",
                    verdict,
                    "CN=ca",
                    keyId,
                    day(thisUpdate),
                    day(validUntil),
                    isOfUsers,
                    isOfAuthorities,
                    isPartial,
                    points);
        }
    }

    private interface Change {
        void of(Fact fact);
    }

    private static Arguments list(String what, Boolean isCa, boolean isGood, Change change) {
        Fact fact = new Fact();
        change.of(fact);
        return Arguments.of(what, isCa, isGood, fact.made());
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                list("all of the issuer's", null, true, f -> {}),
                list("not signed by the issuer", null, false, f -> f.verdict = "INVALID"),
                list("of another key of the issuer", null, false, f -> f.keyId = "bb"),
                list("names no key", null, true, f -> f.keyId = null),
                list("its distribution point", null, true, f -> f.points = List.of("x", POINT)),
                list("another distribution point", null, false, f -> f.points = List.of("x")),
                list("not all reasons, or a delta", null, false, f -> f.isPartial = true),
                list("of users", null, true, f -> f.isOfUsers = true),
                list("of users, not of CAs", true, false, f -> f.isOfUsers = true),
                list("of CAs", true, true, f -> f.isOfAuthorities = true),
                list("of CAs, not of users", false, false, f -> f.isOfAuthorities = true),
                list("on the last day", null, true, f -> f.thisUpdate = "2026-01-01"),
                list("after it had expired", null, false, f -> f.thisUpdate = "2026-01-02"),
                list("ended on its first day", null, true, f -> f.validUntil = "2024-01-01"),
                list("ended before its time", null, false, f -> f.validUntil = "2023-12-31"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void aListThatWouldHaveItTellsThatItIsGood(
            String what, Boolean isCa, boolean isGood, ListFact list) {
        List<RevocationRow> rows = certificate("aa", isCa).rows(List.of(), List.of(list));
        RevocationRow good =
                new RevocationRow(
                        "c0ffee",
                        "good",
                        null,
                        null,
                        list.thisUpdate(),
                        list.validUntil(),
                        1,
                        List.of("download"));
        assertEquals(isGood ? List.of(good) : List.of(), rows);
    }

    @Test
    void theEarliestEntryTellsWhenAndWhy() {
        List<ListEntry> entries =
                List.of(
                        entry("l1", "aa", "2024-06-02", "superseded"),
                        entry("l2", null, "2024-06-01", "key_compromise"),
                        entry("l2", null, "2024-06-01", null),
                        entry("l3", "bb", "2024-05-01", "ca_compromise")); // of another key
        assertEquals(
                List.of(
                        new RevocationRow(
                                "c0ffee",
                                "revoked",
                                day("2024-06-01"),
                                null,
                                day("2025-01-01"),
                                day("2025-02-01"),
                                2,
                                List.of("file"))),
                certificate("aa", null).rows(entries, List.of()));
    }

    @Test
    void aListThatHasItDoesNotTellThatItIsGood() {
        ListFact list = new Fact().made();
        List<RevocationRow> rows =
                certificate("aa", null)
                        .rows(List.of(entry("list", "aa", "2024-06-02", null)), List.of(list));
        assertEquals(
                List.of("revoked"), rows.stream().map(RevocationRow::certificateStatus).toList());
    }

    @Test
    void listsThatDisagreeAreBothTold() {
        List<RevocationRow> rows =
                certificate("aa", null)
                        .rows(
                                List.of(entry("other", "aa", "2024-06-02", null)),
                                List.of(new Fact().made()));
        assertEquals(
                List.of("revoked", "good"),
                rows.stream().map(RevocationRow::certificateStatus).toList());
    }
}
