package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.row.MessagePart;

/**
 * Finds the response to each request among the messages of a whole connection.
 *
 * <p>TCP tells which belong together: the client's acknowledgment in a request is the place where
 * the response begins, unless requests are still unanswered (RFC 9112 section 9.3.2); then it
 * begins where the response before it ends. Where bytes are missing between, the next request that
 * was sent without an answer counts.
 */
final class Exchanges {
    /** An exchange; one of its halves may be null. */
    record Exchange(MessagePart request, MessagePart response) {
        /** Whether it is about a revocation list, and not about OCSP. */
        boolean isOfList() {
            if (response != null && response.isTelling()) {
                return response.kind().equals(MessagePart.LIST);
            }
            return request != null && request.isListRequest();
        }
    }

    private final List<MessagePart> requests = new ArrayList<>();
    private final List<MessagePart> answers; // of each request, or null
    private final List<Exchange> exchanges = new ArrayList<>();
    private Integer cursor; // where the last response ended
    private int firstOpen; // requests before it have their answer, or never get one

    private Exchanges(List<MessagePart> messages, End clientEnd) {
        for (MessagePart message : messages) {
            if (message.isRequest() && End.of(message.fromHigh()) == clientEnd) {
                requests.add(message);
            }
        }
        answers = new ArrayList<>();
        requests.forEach(request -> answers.add(null));
        for (MessagePart message : messages) {
            if (message.isResponse() && End.of(message.fromHigh()) != clientEnd) {
                answer(message);
            }
        }
        for (int i = 0; i < requests.size(); i++) {
            request(requests.get(i), answers.get(i));
        }
    }

    /** The exchanges of a connection, requests in their order, then responses without one. */
    static List<Exchange> of(List<MessagePart> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        List<MessagePart> distinct = distinct(messages);
        List<Exchange> all = new ArrayList<>();
        for (End clientEnd : End.values()) {
            all.addAll(new Exchanges(distinct, clientEnd).exchanges);
        }
        return all;
    }

    /**
     * The messages in time order, each once: a segment that was sent again shows its messages
     * again, and what lies inside another message only looks like one.
     */
    static List<MessagePart> distinct(List<MessagePart> messages) {
        Set<String> seen = new HashSet<>();
        List<MessagePart> distinct = new ArrayList<>();
        for (MessagePart message : messages) {
            if (seen.add(message.fromHigh() + " " + message.sequenceNumber())) {
                distinct.add(message);
            }
        }
        List<MessagePart> whole =
                distinct.stream()
                        .filter(m -> m.message() != null && m.endSequence() != null)
                        .toList();
        distinct.removeIf(message -> whole.stream().anyMatch(other -> isInside(message, other)));
        distinct.sort(
                Comparator.comparingLong(MessagePart::firstNanos)
                        .thenComparing((a, b) -> a.sequenceNumber() - b.sequenceNumber()));
        return distinct;
    }

    private static boolean isInside(MessagePart message, MessagePart other) {
        return message.fromHigh() == other.fromHigh()
                && message.sequenceNumber() - other.sequenceNumber() > 0
                && other.endSequence() - message.sequenceNumber() > 0;
    }

    private void answer(MessagePart response) {
        int found = exact(response);
        boolean isInterim = response.status() < 200;
        boolean isTelling = response.isTelling();
        if (found >= 0 && isInterim) {
            cursor = response.endSequence();
            return;
        }
        if (found < 0 && isTelling) {
            found = next(response);
        }
        if (found >= 0) {
            answers.set(found, response);
            firstOpen = found + 1;
            cursor = response.endSequence();
        } else if (isTelling) {
            exchanges.add(new Exchange(null, response));
        }
    }

    /** The request whose response has to begin where this one does, or -1. */
    private int exact(MessagePart response) {
        for (int i = firstOpen; i < requests.size(); i++) {
            MessagePart request = requests.get(i);
            if (request.acknowledged() == null || !mayAnswer(request, response)) {
                continue;
            }
            int place = request.acknowledged();
            if (cursor != null && cursor - place > 0) {
                place = cursor;
            }
            if (place == response.sequenceNumber()) {
                return i;
            }
        }
        return -1;
    }

    /** The first request of the response's kind that is open, or -1. */
    private int next(MessagePart response) {
        for (int i = firstOpen; i < requests.size(); i++) {
            MessagePart request = requests.get(i);
            boolean isSameKind =
                    request.isListRequest() == response.kind().equals(MessagePart.LIST);
            if (isSameKind && mayAnswer(request, response)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the server had the request's first byte, and the client not the response's. */
    private static boolean mayAnswer(MessagePart request, MessagePart response) {
        boolean isSeen =
                response.acknowledged() == null
                        || response.acknowledged() - request.sequenceNumber() > 0;
        boolean isLater =
                request.acknowledged() == null
                        || response.sequenceNumber() - request.acknowledged() >= 0;
        return isSeen && isLater;
    }

    private void request(MessagePart request, MessagePart answer) {
        boolean isAnswered = answer != null && answer.isTelling();
        if (request.standsAlone() || isAnswered) { // else it only looked like one
            exchanges.add(new Exchange(request, answer));
        }
    }
}
