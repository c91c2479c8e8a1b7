package kg.salyk

import java.nio.charset.CharacterCodingException
import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.withContext

/**
 * The core as an Android app holds it: what to draw is [pictures], what the person does goes to [dispatch].
 *
 * Every method may be called from any thread and throws no exception but a [Fault]; after [close] that is [Fault.Closed].
 * Text with half a surrogate pair gives [Fault.Correct]. Nothing waits for the network or a person; [pause] and [close]
 * wait for the disk, two seconds at most, and have a form for the main thread: [pauseOffThread], [closeOffThread].
 *
 * @param core a core that nobody else closes; this class takes it over. Its vault and signer should be [contained].
 */
class SalykPhone(private val core: Salyk) : AutoCloseable {
    private val closed = AtomicBoolean(false)
    private val shown = MutableStateFlow(Picture())
    private val subscription: Subscription

    /** Starts a core. Whatever the vault or the signer throws, [Error]s too, means to the core that it is unavailable. */
    constructor(config: Config, host: HostConfig, vault: KeyVault, signer: DeviceSigner) :
        this(faults { Salyk(config, host, vault.contained(), signer.contained()) })

    /** The app as it stands. A slow collector misses pictures, never the newest one. */
    val pictures: StateFlow<Picture> = shown.asStateFlow()

    init {
        val observer = object : ViewObserver {
            override fun onUpdate(update: Update) = shown.update { it.after(update) }
        }
        subscription = try {
            faults { core.observe(observer.contained()) }
        } catch (fault: Fault) {
            core.close()
            throw fault
        }
    }

    /** Tells the core what the person asked for: the intent of an action that a screen offers, or one about typing. */
    fun dispatch(intent: Intent) = faults { core.dispatch(intent) }

    /** [dispatch] for whoever holds a screen's id. */
    fun dispatch(screen: ScreenId, ask: Ask) = dispatch(Intent(screen, ask))

    /** Hands over a secret field's whole content and wipes [secret]. It never comes back out. */
    fun enterSecret(screen: ScreenId, field: FieldKey, secret: ByteArray) = try {
        faults { core.enterSecret(screen, field, secret) }
    } finally {
        secret.fill(0)
    }

    /**
     * Hands over a file that the person chose: [to] as the request for it says, [name] as its provider calls it. It is
     * read on a thread of the core's; whatever [source] throws, [Error]s too, means that the file is not attached.
     */
    fun attach(to: String, name: String, source: AttachmentSource) = faults { core.attach(to, name, source.contained()) }

    /** Answers one of the picture's requests, which is repeated until then. */
    fun answered(request: HostRequest, done: Boolean) = faults { core.answered(request.id, done) }

    /**
     * Tells the core that the system is about to put the app to sleep, and waits until the store is committed and closed,
     * two seconds at most.
     *
     * @throws Fault.Phone when the disk did not finish in time.
     */
    fun pause() = faults { core.suspend() }

    /** [pause], waited for on a thread that may wait. Once called it is carried out, even if the caller is cancelled. */
    suspend fun pauseOffThread() = withContext(NonCancellable + Dispatchers.IO) { pause() }

    /** Takes up work again after [pause]. */
    fun resume() = faults { core.resume() }

    /** Ends the core; waits for the disk, two seconds at most. The last picture stays. A second time does nothing. */
    override fun close() {
        if (!closed.compareAndSet(false, true)) return
        try {
            faults { subscription.end() }
            faults { core.shutDown() }
        } finally {
            subscription.close()
            core.close()
        }
    }

    /** [close], waited for on a thread that may wait. Once called it is carried out, even if the caller is cancelled. */
    suspend fun closeOffThread() = withContext(NonCancellable + Dispatchers.IO) { close() }

    companion object {
        /**
         * Sends the log of every core in this process to [sink], from [level] up; without a sink, nowhere. Whatever the
         * sink throws, [Error]s too, loses its line and nothing else.
         *
         * @throws Fault.TellSupport when the process has another subscriber of Rust's `tracing`.
         */
        fun logTo(sink: LogSink?, level: LogLevel) = faults { kg.salyk.logTo(sink?.contained(), level) }
    }
}

/** Runs a call into generated code, whose own exceptions are no [Fault]. */
private inline fun <T> faults(call: () -> T): T = try {
    call()
} catch (_: InternalException) {
    throw Fault.TellSupport("core-panicked")
} catch (_: CharacterCodingException) {
    // Half a surrogate pair is no text; an editor may leave one for a moment.
    throw Fault.Correct("not-text")
} catch (_: IllegalStateException) {
    // What generated code says of an object that was released.
    throw Fault.Closed()
}
