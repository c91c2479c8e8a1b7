import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/** P-256: points out of 33 bytes (SEC 1, section 2.3.4), and ES256. */
final class Keys {
    private static final ECParameterSpec P256 = p256();

    private Keys() {}

    private static ECParameterSpec p256() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException error) {
            throw new IllegalStateException(error);
        }
    }

    static PublicKey of(byte[] compressed) throws Refused {
        Refused.unless(compressed.length == 33 && (compressed[0] == 2 || compressed[0] == 3));
        var prime = ((ECFieldFp) P256.getCurve().getField()).getP();
        var x = new BigInteger(1, Arrays.copyOfRange(compressed, 1, 33));
        Refused.unless(x.compareTo(prime) < 0);
        var square = x.pow(3).add(P256.getCurve().getA().multiply(x)).add(P256.getCurve().getB()).mod(prime);
        var y = square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
        Refused.unless(y.multiply(y).mod(prime).equals(square));
        if (y.testBit(0) != (compressed[0] == 3)) {
            y = prime.subtract(y);
        }
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), P256));
        } catch (GeneralSecurityException error) {
            throw new Refused("malformed");
        }
    }

    static boolean holds(PublicKey key, byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException error) {
            // Numbers out of their range.
            return false;
        } catch (GeneralSecurityException error) {
            throw new IllegalStateException(error);
        }
    }
}
