package kg.salyk

import java.math.BigInteger
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.Signature
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import java.util.concurrent.ConcurrentHashMap

/** Keys of the JVM's own, as the Android Keystore would give them; they end with the test. */
class JavaSigner : DeviceSigner {
    private val keys = ConcurrentHashMap<String, KeyPair>()

    override fun publicKey(name: String): ByteArray {
        val pair = keys.getOrPut(name) {
            KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec("secp256r1")) }.generateKeyPair()
        }
        val point = (pair.public as ECPublicKey).w
        return byteArrayOf(4) + point.affineX.digits() + point.affineY.digits()
    }

    override fun sign(name: String, message: ByteArray): ByteArray {
        val pair = keys[name] ?: throw DeviceSignerException.NoKey()
        return Signature.getInstance("SHA256withECDSA").run {
            initSign(pair.private)
            update(message)
            sign()
        }
    }

    override fun erase(beginning: String) {
        keys.keys.removeIf { it.startsWith(beginning) }
    }

    private fun BigInteger.digits(): ByteArray {
        val bytes = toByteArray().dropWhile { it == 0.toByte() }
        return ByteArray(32 - bytes.size) + bytes
    }
}
