import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Compares this verifier's answers with those in JSON lines (bin `cases`), says how many differ, and how long one takes. */
final class Verify {
    private static final int SHOWN = 20;
    private static final int TIMED = 3_000;

    private Verify() {}

    public static void main(String[] arguments) throws IOException, Refused {
        int differing = 0;
        int count = 0;
        String timed = null;
        var worlds = new ArrayList<Holder>();
        try (var lines = Files.newBufferedReader(Path.of(arguments[0]))) {
            for (var world : list(Json.object(Json.read(lines.readLine())).get("worlds"))) {
                var told = Json.object(world);
                var roots = new ArrayList<PublicKey>();
                for (var root : list(told.get("roots"))) {
                    roots.add(Keys.of(hex(root)));
                }
                var holder = new Holder(roots);
                for (var one : list(told.get("given"))) {
                    var given = Json.object(one);
                    boolean taken = holder.take((String) given.get("list"), hex(given.get("bytes")), (Long) given.get("now"));
                    if (!given.get("taken").equals(taken)) {
                        differing++;
                        System.out.println("a list was taken by one verifier alone");
                    }
                }
                for (var one : list(told.get("looked_up"))) {
                    var asked = Json.object(one);
                    var found = holder.extracts.get((Boolean) asked.get("sample")).rows().get(Long.valueOf((String) asked.get("inn")));
                    if (!java.util.Objects.equals(found, asked.get("found"))) {
                        differing++;
                        System.out.println("an extract says something else: " + found);
                    }
                }
                worlds.add(holder);
            }
            for (var line = lines.readLine(); line != null; line = lines.readLine(), count++) {
                var told = Json.object(Json.read(line));
                var holder = worlds.get(((Long) told.get("world")).intValue());
                var answer = Verifier.verify((String) told.get("text"), holder, (Long) told.get("now"), (Long) told.get("newest"));
                if (answer.get("verdict").equals("valid")) {
                    timed = line;
                }
                if (!answer.equals(told.get("answer"))) {
                    differing++;
                    if (differing <= SHOWN) {
                        System.out.printf("case %d (%s):%n  jvm  %s%n  rust %s%n", count, told.get("kind"), answer, told.get("answer"));
                    }
                }
            }
        }
        System.out.printf("%d cases, %d disagreements%n", count, differing);
        if (timed != null) {
            System.out.printf("a valid code: median %d µs%n", median(Json.object(Json.read(timed)), worlds) / 1000);
        }
        System.exit(differing > 0 || count == 0 ? 1 : 0);
    }

    /** Of one code, again and again: nanoseconds. */
    private static long median(java.util.Map<String, Object> told, List<Holder> worlds) {
        var holder = worlds.get(((Long) told.get("world")).intValue());
        var times = new long[TIMED];
        for (int i = 0; i < TIMED; i++) {
            long from = System.nanoTime();
            Verifier.verify((String) told.get("text"), holder, (Long) told.get("now"), (Long) told.get("newest"));
            times[i] = System.nanoTime() - from;
        }
        Arrays.sort(times);
        return times[TIMED / 2];
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static byte[] hex(Object value) {
        return HexFormat.of().parseHex((String) value);
    }
}
