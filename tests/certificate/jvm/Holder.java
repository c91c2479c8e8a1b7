import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A verifier's lists (section 8). */
final class Holder {
    /** A key that may sign for a while. */
    record IssuerKey(byte[] kid, PublicKey key, long from, long until, boolean isSample) {
        boolean maySignAt(long moment) {
            return from <= moment && moment < until;
        }
    }

    /** The statuses of one kind of keys. */
    record Statuses(long issued, long fresh, int bits, byte[] bytes, String address, IssuerKey signer) {}

    private static final long TOLERANCE = 60;

    private final List<PublicKey> roots;
    List<IssuerKey> keys;
    long keysIssued;
    long keysExpire;
    final Map<Boolean, Statuses> statuses = new HashMap<>();
    final Map<Boolean, Extract> extracts = new HashMap<>();

    Holder(List<PublicKey> roots) {
        this.roots = roots;
    }

    /** Whether a list was taken; if not, the former one stays. */
    boolean take(String kind, byte[] bytes, long now) {
        try {
            switch (kind) {
                case "keys" -> takeKeys(bytes, now);
                case "status" -> takeStatus(bytes, now);
                default -> takeExtract(bytes, now);
            }
            return true;
        } catch (Refused error) {
            return false;
        }
    }

    private void takeKeys(byte[] bytes, long now) throws Refused {
        Refused.unless(bytes.length <= 16 * 1024);
        var message = Message.read(bytes, true, "application/salyk-keys+cwt", 16 * 1024);
        Refused.unless(roots.stream().anyMatch(message::holds));
        var claims = Message.claims(message.payload(), 4L, 6L, -65539L);
        long expires = Message.moment(claims.get(4L));
        long issued = Message.moment(claims.get(6L));
        Refused.unless(issued < expires);
        var entries = Message.array(claims.get(-65539L), -1);
        Refused.unless(entries.size() <= 128);
        var taken = new ArrayList<IssuerKey>();
        for (var entry : entries) {
            var parts = Message.array(entry, 5);
            Refused.unless(parts.get(4) instanceof Boolean);
            taken.add(new IssuerKey(
                Message.bytes(parts.get(0), 4, 4),
                Keys.of(Message.bytes(parts.get(1), 33, 33)),
                Message.moment(parts.get(2)),
                Message.moment(parts.get(3)),
                (Boolean) parts.get(4)));
        }
        Refused.unless(issued <= now + TOLERANCE && (keys == null || keysIssued <= issued));
        keys = taken;
        keysIssued = issued;
        keysExpire = expires;
    }

    private void takeStatus(byte[] bytes, long now) throws Refused {
        Refused.unless(bytes.length <= 16 << 20 && keys != null);
        var message = Message.read(bytes, true, "application/statuslist+cwt", 16 << 20);
        var signers = signers(message);
        Refused.unless(!signers.isEmpty());
        var claims = Message.claims(message.payload(), 2L, 4L, 6L, 65533L, 65534L);
        Refused.unless(claims.get(2L) instanceof String address && address.getBytes(StandardCharsets.UTF_8).length <= 256);
        long expires = Message.moment(claims.get(4L));
        long issued = Message.moment(claims.get(6L));
        Refused.unless(issued < expires && claims.get(65533L) instanceof Map<?, ?>);
        var listed = (Map<?, ?>) claims.get(65533L);
        Refused.unless(listed.size() == 2 && listed.get("lst") instanceof byte[]);
        long bits = Message.number(listed.get("bits"), 3);
        long ttl = Message.moment(claims.get(65534L));
        Refused.unless(bits > 0);
        var signer = signers.stream().filter(key -> key.maySignAt(issued)).findFirst();
        Refused.unless(signer.isPresent());
        var unpacked = inflate((byte[]) listed.get("lst"), 25_000_000);
        var former = statuses.get(signer.get().isSample());
        var address = (String) claims.get(2L);
        Refused.unless(issued <= now + TOLERANCE);
        Refused.unless(former == null || former.issued() <= issued && former.address().equals(address));
        var fresh = Math.min(expires, issued + ttl);
        statuses.put(signer.get().isSample(), new Statuses(issued, fresh, (int) bits, unpacked, address, signer.get()));
    }

    private void takeExtract(byte[] bytes, long now) throws Refused {
        Refused.unless(bytes.length <= 32 << 20 && keys != null);
        var message = Message.read(bytes, true, "application/salyk-register+cwt", 32 << 20);
        var signers = signers(message);
        var claims = Message.claims(message.payload(), 4L, 6L, -65538L);
        long expires = Message.moment(claims.get(4L));
        long issued = Message.moment(claims.get(6L));
        Refused.unless(issued < expires && issued <= now + TOLERANCE);
        var packed = Message.bytes(claims.get(-65538L), -1, 32 << 20);
        var signer = signers.stream().filter(key -> key.maySignAt(issued)).findFirst();
        Refused.unless(signer.isPresent());
        var former = extracts.get(signer.get().isSample());
        Refused.unless(former == null || former.issued() <= issued);
        extracts.put(signer.get().isSample(), Extract.read(issued, inflate(packed, 128 << 20)));
    }

    /** The newest time of issue of a list, those of samples left out. */
    long newest() {
        var status = statuses.get(false);
        var extract = extracts.get(false);
        return Math.max(keysIssued, Math.max(status == null ? 0 : status.issued(), extract == null ? 0 : extract.issued()));
    }

    /** Whether the key list has a list's key no longer. */
    boolean isWithdrawn(Statuses list) {
        var signer = list.signer();
        return named(signer.kid()).stream()
            .noneMatch(key -> key.key().equals(signer.key()) && key.isSample() == signer.isSample() && key.maySignAt(list.issued()));
    }

    /** The keys of a message's id that verify it. */
    List<IssuerKey> signers(Message message) {
        return named(message.kid()).stream().filter(key -> message.holds(key.key())).toList();
    }

    List<IssuerKey> named(byte[] kid) {
        return keys.stream().filter(key -> Arrays.equals(key.kid(), kid)).toList();
    }

    /** zlib as section 1 has it, of at most so many bytes unpacked. */
    static byte[] inflate(byte[] packed, int most) throws Refused {
        Refused.unless(packed.length > 0 && packed[0] == 0x78, "inflation");
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var out = new byte[Math.min(most + 1, Math.max(4096, packed.length * 8))];
            int length = 0;
            while (!inflater.finished() && length <= most) {
                if (length == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(most + 1L, out.length * 2L));
                }
                int count = inflater.inflate(out, length, out.length - length);
                length += count;
                Refused.unless(count > 0 || inflater.finished(), "inflation");
            }
            Refused.unless(inflater.finished() && inflater.getRemaining() == 0 && length <= most, "inflation");
            return Arrays.copyOf(out, length);
        } catch (DataFormatException error) {
            throw new Refused("inflation");
        } finally {
            inflater.end();
        }
    }
}
