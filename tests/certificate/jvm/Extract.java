import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An extract of the register (section 8): what it says of each INN. */
record Extract(long issued, Map<Long, Map<String, Object>> rows) {
    static final List<String> DEBTS = List.of("not_stated", "none", "known");

    private static final int ROW = 13;
    private static final int REGISTERED = 4;

    static Extract read(long issued, byte[] bytes) throws Refused {
        var all = ByteBuffer.wrap(bytes);
        Refused.unless(bytes.length >= 4);
        long count = all.getInt() & 0xffffffffL;
        Refused.unless(all.remaining() / ROW >= count);
        int names = 4 + ROW * (int) count;
        var rows = new HashMap<Long, Map<String, Object>>();
        long before = -1;
        for (long i = 0; i < count; i++) {
            long inn = (all.getShort() & 0xffffL) << 32 | all.getInt() & 0xffffffffL;
            int days = all.getShort() & 0xffff;
            int facts = all.get() & 0xff;
            long at = names + (all.getInt() & 0xffffffffL);
            boolean registered = (facts & REGISTERED) != 0;
            int debt = facts & ~REGISTERED;
            Refused.unless(before < inn && inn < 100_000_000_000_000L && debt < DEBTS.size() && (registered || days == 0));
            before = inn;
            var row = new HashMap<String, Object>();
            row.put("name", name(bytes, at));
            row.put("since", registered ? day(days) : null);
            row.put("debt", DEBTS.get(debt));
            rows.put(inn, row);
        }
        return new Extract(issued, rows);
    }

    static String day(long days) {
        return LocalDate.EPOCH.plusDays(days).toString();
    }

    private static String name(byte[] bytes, long at) throws Refused {
        Refused.unless(at < bytes.length && at + 1 + (bytes[(int) at] & 0xff) <= bytes.length);
        try {
            var letters = ByteBuffer.wrap(bytes, (int) at + 1, bytes[(int) at] & 0xff);
            var name = StandardCharsets.UTF_8.newDecoder().decode(letters).toString();
            Refused.unless(Verifier.isName(name));
            return name;
        } catch (CharacterCodingException error) {
            throw new Refused("malformed");
        }
    }
}
