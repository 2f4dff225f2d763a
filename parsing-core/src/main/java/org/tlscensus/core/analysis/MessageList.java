package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.row.MessagePart;

/**
 * The first messages of a connection, as many as the bounds allow; what is beyond is left out, and
 * of revocation lists their bytes.
 */
final class MessageList {
    private final MessageLimits limits;
    private final List<MessagePart> messages = new ArrayList<>(0);
    private int bytes;
    private long listBytes;
    private boolean isFull;

    MessageList(MessageLimits limits) {
        this.limits = limits;
    }

    void add(MessagePart message) {
        bytes += message.message() == null ? 0 : message.message().length;
        isFull |= messages.size() == limits.messages() || bytes > limits.messageBytes();
        if (!isFull) {
            messages.add(withinBound(message));
        }
    }

    /**
     * Lists count by what was downloaded, so that it does not matter which part has left one out.
     */
    private MessagePart withinBound(MessagePart message) {
        if (!message.kind().equals(MessagePart.LIST)) {
            return message;
        }
        listBytes += message.bodyBytes() == null ? 0 : message.bodyBytes();
        return listBytes > limits.listBytes() ? message.withoutList() : message;
    }

    void addAll(List<MessagePart> part) {
        for (MessagePart message : part) {
            if (isFull) {
                return;
            }
            add(message);
        }
    }

    List<MessagePart> all() {
        return List.copyOf(messages);
    }
}
