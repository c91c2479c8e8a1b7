import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deterministic CBOR (PROFILE.md, section 2): integers as Long or BigInteger, byte[], String, List, Map, Boolean, NULL, Sign1. */
final class Cbor {
    /** CBOR's null. */
    static final Object NULL = new Object();

    /** What tag 18 stands before. */
    record Sign1(Object content) {}

    private static final int DEEPEST = 16;

    private final ByteBuffer bytes;

    private Cbor(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** The one item that fills the bytes. */
    static Object decode(byte[] bytes) throws Refused {
        var reader = new Cbor(bytes);
        var item = reader.item(0);
        Refused.unless(!reader.bytes.hasRemaining());
        return item;
    }

    /** The bytes that a COSE_Sign1's signature is over (RFC 9052, section 4.4). */
    static byte[] toBeSigned(byte[] header, byte[] payload) {
        var out = ByteBuffer.allocate(header.length + payload.length + 64);
        out.put((byte) 0x84).put((byte) 0x6a).put("Signature1".getBytes(StandardCharsets.US_ASCII));
        for (var part : List.of(header, new byte[0], payload)) {
            if (part.length < 24) {
                out.put((byte) (0x40 | part.length));
            } else if (part.length < 0x100) {
                out.put((byte) 0x58).put((byte) part.length);
            } else if (part.length < 0x10000) {
                out.put((byte) 0x59).putShort((short) part.length);
            } else {
                out.put((byte) 0x5a).putInt(part.length);
            }
            out.put(part);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private Object item(int depth) throws Refused {
        Refused.unless(depth < DEEPEST && bytes.hasRemaining());
        int head = bytes.get() & 0xff;
        int major = head >> 5;
        if (major == 7) {
            return switch (head & 31) {
                case 20 -> false;
                case 21 -> true;
                case 22 -> NULL;
                default -> throw new Refused("malformed");
            };
        }
        var argument = argument(head & 31);
        return switch (major) {
            case 0 -> argument.bitLength() < 63 ? (Object) argument.longValue() : argument;
            case 1 -> argument.bitLength() < 63 ? (Object) (-1 - argument.longValue()) : argument.negate();
            case 2 -> take(argument);
            case 3 -> text(take(argument));
            case 4 -> array(argument, depth);
            case 5 -> map(argument, depth);
            default -> {
                Refused.unless(argument.equals(BigInteger.valueOf(18)));
                yield new Sign1(item(depth + 1));
            }
        };
    }

    /** The number in a head, which has to stand in as few bytes as it can. */
    private BigInteger argument(int additional) throws Refused {
        if (additional < 24) {
            return BigInteger.valueOf(additional);
        }
        Refused.unless(additional < 28);
        int length = 1 << (additional - 24);
        var value = new BigInteger(1, take(BigInteger.valueOf(length)));
        var least = length == 1 ? BigInteger.valueOf(24) : BigInteger.ONE.shiftLeft(4 * length);
        Refused.unless(value.compareTo(least) >= 0);
        return value;
    }

    private byte[] take(BigInteger length) throws Refused {
        Refused.unless(length.compareTo(BigInteger.valueOf(bytes.remaining())) <= 0);
        var taken = new byte[length.intValue()];
        bytes.get(taken);
        return taken;
    }

    private static String text(byte[] taken) throws Refused {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(taken)).toString();
        } catch (CharacterCodingException error) {
            throw new Refused("malformed");
        }
    }

    private List<Object> array(BigInteger length, int depth) throws Refused {
        Refused.unless(length.compareTo(BigInteger.valueOf(bytes.remaining())) <= 0);
        var items = new ArrayList<>();
        for (int i = 0; i < length.intValue(); i++) {
            items.add(item(depth + 1));
        }
        return items;
    }

    private Map<Object, Object> map(BigInteger length, int depth) throws Refused {
        Refused.unless(length.compareTo(BigInteger.valueOf(bytes.remaining())) <= 0);
        var items = new LinkedHashMap<>();
        byte[] before = null;
        for (int i = 0; i < length.intValue(); i++) {
            int from = bytes.position();
            var key = item(depth + 1);
            var encoded = Arrays.copyOfRange(bytes.array(), from, bytes.position());
            Refused.unless(before == null || Arrays.compareUnsigned(before, encoded) < 0);
            before = encoded;
            items.put(key, item(depth + 1));
        }
        return items;
    }
}
