/* walk FILE: what reading a capture costs at least. Reads a little-endian pcap file of Ethernet frames in large blocks, goes from
 * record to record, and counts packets of each TCP and UDP flow over IPv4, both directions as one, in a hash table.
 * No byte of the payload is touched.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_HEADER = 24, RECORD_HEADER = 16, IP = 14, BLOCK = 4 << 20 };

struct flow {
    uint64_t low, high; /* address and port of either end, the smaller first; the protocol above the larger */
    uint64_t packets;   /* 0: the slot is free */
};

static struct flow *flows;
static size_t slots = 1 << 14, used, packets;

static struct flow *slot_of(struct flow *table, size_t size, uint64_t low, uint64_t high) {
    uint64_t hash = low * 0x9e3779b97f4a7c15u ^ (high + (low >> 29)) * 0xff51afd7ed558ccdu;
    size_t at = (hash ^ hash >> 31) & (size - 1);
    while (table[at].packets != 0 && (table[at].low != low || table[at].high != high)) {
        at = (at + 1) & (size - 1);
    }
    return &table[at];
}

static struct flow *new_table(size_t size) {
    struct flow *table = calloc(size, sizeof *table);
    if (table == NULL) {
        perror("walk");
        exit(1);
    }
    return table;
}

static void grow(void) {
    struct flow *larger = new_table(slots * 2);
    for (size_t i = 0; i < slots; i++) {
        if (flows[i].packets != 0) {
            *slot_of(larger, slots * 2, flows[i].low, flows[i].high) = flows[i];
        }
    }
    free(flows);
    flows = larger;
    slots *= 2;
}

static uint64_t end_of(const uint8_t *address, const uint8_t *port) {
    uint32_t a;
    uint16_t p;
    memcpy(&a, address, sizeof a);
    memcpy(&p, port, sizeof p);
    return (uint64_t)a << 16 | p;
}

static void count(const uint8_t *frame, size_t length) {
    const uint8_t *ip = frame + IP;
    if (length < IP + 20 + 4 || frame[12] != 8 || frame[13] != 0 || (ip[9] != 6 && ip[9] != 17)) {
        return;
    }
    size_t header = (ip[0] & 0xf) * 4u;
    if (length < IP + header + 4) {
        return;
    }
    uint64_t from = end_of(ip + 12, ip + header), to = end_of(ip + 16, ip + header + 2);
    uint64_t low = from < to ? from : to;
    uint64_t high = (from < to ? to : from) | (uint64_t)ip[9] << 56;
    if (used * 2 >= slots) {
        grow();
    }
    struct flow *flow = slot_of(flows, slots, low, high);
    if (flow->packets++ == 0) {
        flow->low = low;
        flow->high = high;
        used++;
    }
}

/* Counts the whole records of a block; tells where the first that is not whole begins. */
static size_t count_records(const uint8_t *block, size_t filled) {
    size_t at = 0;
    while (filled - at >= RECORD_HEADER) {
        uint32_t length;
        memcpy(&length, block + at + 8, sizeof length);
        if (length > BLOCK / 2) {
            fprintf(stderr, "walk: a record of %u bytes\n", length);
            exit(1);
        }
        if (length > filled - at - RECORD_HEADER) {
            break;
        }
        count(block + at + RECORD_HEADER, length);
        packets++;
        at += RECORD_HEADER + length;
    }
    return at;
}

int main(int argc, char **argv) {
    static uint8_t block[BLOCK];
    int file = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    if (file < 0 || read(file, block, FILE_HEADER) != FILE_HEADER) {
        fprintf(stderr, "usage: walk FILE\n");
        return 2;
    }
    flows = new_table(slots);
    size_t rest = 0;
    ssize_t got;
    while ((got = read(file, block + rest, BLOCK - rest)) > 0) {
        size_t filled = rest + (size_t)got;
        size_t done = count_records(block, filled);
        rest = filled - done;
        memmove(block, block + done, rest);
    }
    printf("%zu packets, %zu flows\n", packets, used);
    return got < 0;
}
