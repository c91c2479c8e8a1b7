import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A COSE_Sign1 in one of the profile's shapes (section 3). */
record Message(byte[] kid, byte[] header, byte[] payload, byte[] signature) {
    /** The shape of what a phone shows, of a certificate, and of a list of some type. */
    static Message read(byte[] bytes, boolean named, String type, int most) throws Refused {
        Refused.unless(Cbor.decode(bytes) instanceof Cbor.Sign1 sign && sign.content() instanceof List<?> list && list.size() == 4);
        var parts = (List<?>) ((Cbor.Sign1) Cbor.decode(bytes)).content();
        var header = bytes(parts.get(0), -1, 128);
        Refused.unless(parts.get(1) instanceof Map<?, ?> unprotected && unprotected.isEmpty());
        var payload = bytes(parts.get(2), -1, most);
        var signature = bytes(parts.get(3), 64, 64);
        Refused.unless(Cbor.decode(header) instanceof Map<?, ?>);
        var found = (Map<?, ?>) Cbor.decode(header);
        var wanted = new ArrayList<Object>(List.of(1L));
        if (named) {
            wanted.add(4L);
        }
        if (type != null) {
            wanted.add(16L);
        }
        Refused.unless(new ArrayList<Object>(found.keySet()).equals(wanted) && found.get(1L).equals(-7L));
        var kid = named ? bytes(found.get(4L), 4, 4) : null;
        Refused.unless(type == null || type.equals(found.get(16L)));
        return new Message(kid, header, payload, signature);
    }

    boolean holds(PublicKey key) {
        return Keys.holds(key, Cbor.toBeSigned(header, payload), signature);
    }

    /** A byte string of exactly so many bytes, or of at most so many. */
    static byte[] bytes(Object item, int exactly, int most) throws Refused {
        Refused.unless(item instanceof byte[]);
        var bytes = (byte[]) item;
        Refused.unless(bytes.length <= most && (exactly < 0 || bytes.length == exactly));
        return bytes;
    }

    /** A whole number from 0 to below a limit. */
    static long number(Object item, long below) throws Refused {
        Refused.unless(item instanceof Long value && value >= 0 && value < below);
        return (Long) item;
    }

    static long moment(Object item) throws Refused {
        return number(item, 1L << 40);
    }

    /** A map with exactly these keys, in this order. */
    static Map<?, ?> claims(byte[] payload, Object... keys) throws Refused {
        Refused.unless(Cbor.decode(payload) instanceof Map<?, ?>);
        var claims = (Map<?, ?>) Cbor.decode(payload);
        Refused.unless(new ArrayList<Object>(claims.keySet()).equals(List.of(keys)));
        return claims;
    }

    static List<?> array(Object item, int length) throws Refused {
        Refused.unless(item instanceof List<?> list && (length < 0 || list.size() == length));
        return (List<?>) item;
    }
}
