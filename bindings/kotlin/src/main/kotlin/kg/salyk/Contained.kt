package kg.salyk

/*
 * What an app lends to the core, so that whatever it throws is a failure there. The generated code sees to a
 * kotlin.Exception alone: an Error, such as a NotImplementedError, or an exception whose words are no valid text
 * leaves the core with a success that never was. A core that believes a refresh token durable loses the session.
 */

/** This vault; whatever it throws, [Error]s too, says that it is unavailable. What was thrown may quote a secret and is dropped. */
fun KeyVault.contained(): KeyVault = this as? ContainedVault ?: ContainedVault(this)

/** This key store; whatever it throws, [Error]s too, says that it is unavailable. What was thrown may name a key and is dropped. */
fun DeviceSigner.contained(): DeviceSigner = this as? ContainedSigner ?: ContainedSigner(this)

/** This observer; whatever it throws, [Error]s too, is logged by the core, which goes on. */
fun ViewObserver.contained(): ViewObserver = this as? ContainedObserver ?: ContainedObserver(this)

/** This sink; whatever it throws, [Error]s too, loses the line and nothing else. */
fun LogSink.contained(): LogSink = this as? ContainedSink ?: ContainedSink(this)

/** This file; whatever reading it throws, [Error]s too, says that it can't be read on. What was thrown may name the file and is dropped. */
fun AttachmentSource.contained(): AttachmentSource = this as? ContainedSource ?: ContainedSource(this)

private class ContainedVault(private val vault: KeyVault) : KeyVault {
    override fun read(name: String): ByteArray? = answered { vault.read(name) }

    override fun write(name: String, value: ByteArray) = answered { vault.write(name, value) }

    override fun erase(name: String) = answered { vault.erase(name) }

    private inline fun <T> answered(call: () -> T): T = try {
        call()
    } catch (known: KeyVaultException) {
        throw known
    } catch (_: Throwable) {
        throw KeyVaultException.Unavailable()
    }
}

private class ContainedSigner(private val signer: DeviceSigner) : DeviceSigner {
    override fun publicKey(name: String): ByteArray = answered { signer.publicKey(name) }

    override fun sign(name: String, message: ByteArray): ByteArray = answered { signer.sign(name, message) }

    override fun erase(beginning: String) = answered { signer.erase(beginning) }

    private inline fun <T> answered(call: () -> T): T = try {
        call()
    } catch (known: DeviceSignerException) {
        throw known
    } catch (_: Throwable) {
        throw DeviceSignerException.Unavailable()
    }
}

private class ContainedObserver(private val observer: ViewObserver) : ViewObserver {
    override fun onUpdate(update: Update) = told { observer.onUpdate(update) }
}

private class ContainedSink(private val sink: LogSink) : LogSink {
    override fun onLine(level: LogLevel, target: String, line: String) = told { sink.onLine(level, target, line) }
}

private class ContainedSource(private val source: AttachmentSource) : AttachmentSource {
    override fun read(max: UInt): ByteArray = try {
        source.read(max)
    } catch (_: Throwable) {
        throw AttachmentSourceException.Failed()
    }
}

private inline fun told(call: () -> Unit) = try {
    call()
} catch (thrown: Throwable) {
    throw HostException.Failed(asText(thrown))
}

/** What [thrown] says of itself, with a question mark for each half of a surrogate pair, which can't cross to the core. */
private fun asText(thrown: Throwable): String = try {
    thrown.stackTraceToString().encodeToByteArray().decodeToString()
} catch (_: Throwable) {
    // An exception may fail even at describing itself.
    thrown.javaClass.name
}
