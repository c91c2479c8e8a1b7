import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A verifier of certificates written from core/certificate/PROFILE.md alone. */
final class Verifier {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final long TOLERANCE = 60;
    private static final long WINDOW = 90;

    /** Section 7: the verdicts in their order, each with the reasons that ask for it. */
    private static final Map<String, List<String>> VERDICTS = new LinkedHashMap<>();

    static {
        VERDICTS.put("not_ours", List.of("too_long", "prefix", "base45", "flags", "inflation", "message", "certificate", "signature", "claims"));
        VERDICTS.put("unknown_key", List.of("no_key_list", "no_such_key", "key_window"));
        VERDICTS.put("revoked", List.of("revoked", "suspended", "other_status"));
        VERDICTS.put("sample", List.of("sample_key"));
        VERDICTS.put("clock_suspect", List.of("clock_behind", "issued_ahead", "stamp_ahead"));
        VERDICTS.put("expired", List.of("expired"));
        VERDICTS.put("screenshot_or_copy", List.of("stamp_old", "device_signature", "no_device_signature"));
        VERDICTS.put("not_registered", List.of("not_registered"));
        VERDICTS.put("paper_copy", List.of("paper"));
        VERDICTS.put("valid_as_of", List.of("key_list_old", "no_status_list", "status_list_old", "not_in_list"));
    }

    /** What was signed, by which key, and how it came. */
    private record Signed(Claims claims, Holder.IssuerKey key, Message outer, long stamp) {}

    private record Claims(Map<String, Object> told, long issued, long expires, long index, PublicKey device) {}

    private record Presentation(Message outer, byte[] certificate, long stamp) {}

    private Verifier() {}

    /** Sections 6 and 7. */
    static Map<String, Object> verify(String text, Holder holder, long now, long newest) {
        long guard = Math.max(newest, holder.newest());
        Signed signed;
        try {
            signed = signed(text, holder, now);
        } catch (Refused error) {
            var reasons = new HashMap<String, Long>();
            reasons.put(error.getMessage(), null);
            return answer(reasons, null, guard);
        }
        var claims = signed.claims;
        var reasons = new HashMap<String, Long>();
        note(reasons, now + TOLERANCE < guard, "clock_behind");
        boolean ahead = claims.issued > now + TOLERANCE;
        note(reasons, ahead, "issued_ahead");
        note(reasons, claims.told.get("since") == null, "not_registered");
        note(reasons, now >= claims.expires, "expired");
        note(reasons, signed.key.isSample(), "sample_key");
        if (signed.outer == null) {
            note(reasons, true, claims.device == null ? "paper" : "no_device_signature");
        } else {
            note(reasons, signed.stamp > now + TOLERANCE, "stamp_ahead");
            note(reasons, signed.stamp < now - WINDOW, "stamp_old");
            note(reasons, !signed.outer.holds(claims.device), "device_signature");
        }
        if (now >= holder.keysExpire) {
            reasons.put("key_list_old", holder.keysIssued);
        }
        var list = holder.statuses.get(signed.key.isSample());
        if (list == null) {
            reasons.put("no_status_list", claims.issued);
        } else {
            if (now >= list.fresh() || holder.isWithdrawn(list)) {
                reasons.put("status_list_old", list.issued());
            }
            long bit = claims.index * list.bits();
            if (bit / 8 >= list.bytes().length) {
                reasons.put("not_in_list", claims.issued);
            } else {
                int status = (list.bytes()[(int) (bit / 8)] & 0xff) >> (int) (bit % 8) & (1 << list.bits()) - 1;
                note(reasons, status > 0, List.of("", "revoked", "suspended", "other_status").get(status));
            }
        }
        long heard = signed.key.isSample() || ahead ? guard : Math.max(guard, claims.issued);
        return answer(reasons, claims.told, heard);
    }

    private static void note(Map<String, Long> reasons, boolean applies, String reason) {
        if (applies) {
            reasons.put(reason, null);
        }
    }

    private static Map<String, Object> answer(Map<String, Long> found, Map<String, Object> claims, long newest) {
        String verdict = null;
        var reasons = new ArrayList<Object>();
        for (var word : VERDICTS.entrySet()) {
            for (var reason : word.getValue()) {
                if (found.containsKey(reason)) {
                    reasons.add(reason);
                    verdict = verdict == null ? word.getKey() : verdict;
                }
            }
        }
        var answer = new HashMap<String, Object>();
        answer.put("verdict", verdict == null ? "valid" : verdict);
        answer.put("reasons", reasons);
        answer.put("as_of", found.values().stream().filter(moment -> moment != null).min(Long::compare).orElse(null));
        answer.put("newest", newest);
        answer.put("claims", claims);
        return answer;
    }

    /** Sections 1 to 5. */
    private static Signed signed(String text, Holder holder, long now) throws Refused {
        Refused.unless(text.getBytes(StandardCharsets.UTF_8).length <= 1024, "too_long");
        Refused.unless(text.startsWith("SALYK1:"), "prefix");
        var data = base45(text.substring(7));
        Refused.unless(data.length > 0 && (data[0] & 0xff) < 4, "flags");
        var message = Arrays.copyOfRange(data, 1, data.length);
        if ((data[0] & 1) != 0) {
            message = Holder.inflate(message, 4096);
        }
        Presentation shown = null;
        if ((data[0] & 2) == 0) {
            try {
                shown = presentation(message);
            } catch (Refused error) {
                throw new Refused("message");
            }
            message = shown.certificate;
        }
        Message certificate;
        try {
            certificate = Message.read(message, true, null, 1024);
        } catch (Refused error) {
            throw new Refused("certificate");
        }
        Refused.unless(holder.keys != null, "no_key_list");
        Refused.unless(!holder.named(certificate.kid()).isEmpty(), "no_such_key");
        var signers = holder.signers(certificate);
        Refused.unless(!signers.isEmpty(), now < holder.keysExpire ? "signature" : "no_such_key");
        Claims claims;
        try {
            claims = claims(certificate.payload());
            Refused.unless(shown == null || claims.device != null);
        } catch (Refused error) {
            throw new Refused("claims");
        }
        var key = signers.stream().filter(signer -> signer.maySignAt(claims.issued)).findFirst();
        Refused.unless(key.isPresent(), "key_window");
        return new Signed(claims, key.get(), shown == null ? null : shown.outer, shown == null ? 0 : shown.stamp);
    }

    private static Presentation presentation(byte[] message) throws Refused {
        var outer = Message.read(message, false, null, 4096);
        var parts = Message.array(Cbor.decode(outer.payload()), 2);
        return new Presentation(outer, Message.bytes(parts.get(0), -1, 1024), Message.moment(parts.get(1)));
    }

    /** Section 4. */
    private static Claims claims(byte[] payload) throws Refused {
        var claims = Message.claims(payload, 4L, 6L, -65537L);
        long expires = Message.moment(claims.get(4L));
        long issued = Message.moment(claims.get(6L));
        Refused.unless(expires - issued >= 1 && expires - issued <= 86_400);
        var parts = Message.array(claims.get(-65537L), 6);
        long inn = Message.number(parts.get(0), 100_000_000_000_000L);
        Refused.unless(parts.get(1) instanceof String name && isName(name));
        boolean registered = parts.get(2) != Cbor.NULL;
        long since = registered ? Message.number(parts.get(2), 65_536) : 0;
        long debt = Message.number(parts.get(3), 3);
        long index = Message.number(parts.get(4), 1L << 32);
        var device = parts.get(5) == Cbor.NULL ? null : Message.bytes(parts.get(5), 33, 33);
        var told = new HashMap<String, Object>();
        told.put("inn", String.format("%014d", inn));
        told.put("name", parts.get(1));
        told.put("since", registered ? Extract.day(since) : null);
        told.put("debt", Extract.DEBTS.get((int) debt));
        told.put("issued", issued);
        told.put("expires", expires);
        told.put("index", index);
        told.put("device", device == null ? null : HexFormat.of().formatHex(device));
        return new Claims(told, issued, expires, index, device == null ? null : Keys.of(device));
    }

    static boolean isName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        return length >= 1 && length <= 120 && name.codePoints().noneMatch(letter -> Character.getType(letter) == Character.CONTROL);
    }

    /** RFC 9285. */
    private static byte[] base45(String text) throws Refused {
        Refused.unless(text.length() % 3 != 1, "base45");
        var out = new byte[text.length() / 3 * 2 + (text.length() % 3 == 2 ? 1 : 0)];
        for (int at = 0, to = 0; at < text.length(); at += 3) {
            int end = Math.min(at + 3, text.length());
            int value = 0;
            for (int place = end - 1; place >= at; place--) {
                int digit = ALPHABET.indexOf(text.charAt(place));
                Refused.unless(digit >= 0, "base45");
                value = value * 45 + digit;
            }
            Refused.unless(value < (end - at == 3 ? 0x10000 : 0x100), "base45");
            if (end - at == 3) {
                out[to++] = (byte) (value >> 8);
            }
            out[to++] = (byte) value;
        }
        return out;
    }
}
