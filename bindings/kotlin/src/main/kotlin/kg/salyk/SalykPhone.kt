package kg.salyk

import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update

/**
 * The core as an Android app holds it: what to draw is [pictures], what the person does goes to [dispatch].
 *
 * Every method may be called from any thread and throws nothing but a [Fault]; after [close] that is [Fault.Closed].
 *
 * @param core a core that nobody else closes; this class takes it over.
 */
class SalykPhone(private val core: Salyk) : AutoCloseable {
    private val closed = AtomicBoolean(false)
    private val shown = MutableStateFlow(Picture())
    private val subscription: Subscription

    /** Starts a core. */
    constructor(config: Config, host: HostConfig, vault: KeyVault) : this(faults { Salyk(config, host, vault) })

    /** The app as it stands. A slow collector misses pictures, never the newest one. */
    val pictures: StateFlow<Picture> = shown.asStateFlow()

    init {
        val observer = object : ViewObserver {
            override fun onUpdate(update: Update) = shown.update { it.after(update) }
        }
        subscription = try {
            faults { core.observe(observer) }
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

    /** Answers one of the picture's requests, which is repeated until then. */
    fun answered(request: HostRequest, done: Boolean) = faults { core.answered(request.id, done) }

    /** Tells the core that the system is about to put the app to sleep: the store is committed and closed. */
    fun pause() = faults { core.suspend() }

    /** Takes up work again after [pause]. */
    fun resume() = faults { core.resume() }

    /** Ends the core. The last picture stays. A second time does nothing. */
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
}

/** Runs a call into generated code, whose own errors are no [Fault]. */
private inline fun <T> faults(call: () -> T): T = try {
    call()
} catch (_: InternalException) {
    throw Fault.TellSupport("core-panicked")
} catch (_: IllegalStateException) {
    // What generated code says of an object that was released.
    throw Fault.Closed()
}
