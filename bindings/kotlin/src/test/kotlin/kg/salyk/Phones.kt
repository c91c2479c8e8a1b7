package kg.salyk

import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.withTimeout

/** A vault that forgets everything with the test. */
class MemoryVault : KeyVault {
    private val entries = ConcurrentHashMap<String, ByteArray>()

    override fun read(name: String): ByteArray? = entries[name]?.copyOf()

    override fun write(name: String, value: ByteArray) {
        entries[name] = value.copyOf()
    }

    override fun erase(name: String) {
        entries.remove(name)
    }
}

/** A log that keeps its lines. */
class KeptLog : LogSink {
    val lines = MutableStateFlow(emptyList<String>())

    override fun onLine(level: LogLevel, target: String, line: String) {
        lines.update { it + "$level $target $line" }
    }
}

val sampleConfig = Config(appVersion = "0.1.0", language = Language.KYRGYZ, official = false)

fun hostConfig(service: String, folder: Path) =
    HostConfig(service = service, dataFolder = folder.toString(), vaultStrength = VaultStrength.MEMORY)

/** A core that talks to the sandbox. */
fun coreFor(
    sandbox: SandboxProcess,
    folder: Path,
    vault: KeyVault = MemoryVault(),
    signer: DeviceSigner = JavaSigner(),
): Salyk = Salyk.forSandbox(
    sampleConfig,
    hostConfig(sandbox.address, folder),
    vault,
    signer,
    sandbox.authority,
    SandboxProcess.TODAY,
)

/** The first thing that [find] finds in the app as it stands or becomes. */
suspend fun <T : Any> SalykPhone.waitFor(what: String, find: (Picture) -> T?): T = try {
    withTimeout(30_000) { pictures.mapNotNull(find).first() }
} catch (_: TimeoutCancellationException) {
    throw AssertionError("waited in vain for $what; at last there was ${pictures.value}")
}

/** The screen in front once it is of this kind and [fits]. */
suspend inline fun <reified V : View> SalykPhone.onScreen(crossinline fits: (V) -> Boolean = { true }): Pair<Screen, V> =
    waitFor(V::class.simpleName.orEmpty()) { picture ->
        picture.top?.let { screen -> (screen.view as? V)?.takeIf { fits(it) }?.let { screen to it } }
    }

/** From any state of the sign-in screen to the taxpayer's home. */
suspend fun SalykPhone.signIn(login: String = "ulgu-jetekchi", password: String = "ulgu-syr-soz"): View.Home {
    val (screen, _) = onScreen<View.SignIn> { it.v1.consent.enabled }
    dispatch(screen.id, Ask.Typed(FieldKey.LOGIN, login, 1uL))
    enterSecret(screen.id, FieldKey.PASSWORD, password.toByteArray())
    dispatch(screen.id, Ask.TickConsent(true))
    dispatch(onScreen<View.SignIn> { it.v1.enter.enabled }.second.v1.enter.intent)
    return onScreen<View.Home> { it.v1.registered != null }.second
}
