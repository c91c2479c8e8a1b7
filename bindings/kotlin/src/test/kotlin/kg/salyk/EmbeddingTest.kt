package kg.salyk

import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

// README
class App(address: String, folder: String, vault: KeyVault, keys: DeviceSigner, ui: CoroutineScope, draw: (Screen) -> Unit) {
    private val config = Config(appVersion = "1.0.0", language = Language.KYRGYZ, official = false)
    val phone = SalykPhone(config, HostConfig(address, folder, VaultStrength.SYSTEM), vault, keys)

    init { ui.launch { phone.pictures.collect { picture -> picture.top?.let(draw) } } }

    fun tapped(action: Action) = phone.dispatch(action.intent) // the screen says whether it is enabled
    fun typed(screen: Screen, field: Field, text: String, edit: ULong) =
        phone.dispatch(screen.id, Ask.Typed(field.key, text, edit))
}
// README ends

/** The lines that the README shows are those above. */
class EmbeddingTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `an app embeds the core with ten lines`() = runBlocking<Unit> {
        val drawn = CopyOnWriteArrayList<Screen>()
        val ui = CoroutineScope(Dispatchers.Default)
        // Nothing listens there: the app starts all the same.
        val app = App("https://127.0.0.1:1", folder.toString(), MemoryVault(), JavaSigner(), ui) { drawn += it }
        app.phone.use { phone ->
            val (screen, view) = phone.onScreen<View.SignIn>()
            app.typed(screen, view.v1.login, "ulgu-eesi", 1uL)
            assertEquals("ulgu-eesi", phone.onScreen<View.SignIn> { it.v1.login.edit == 1uL }.second.v1.login.text)
            app.tapped(view.v1.documents.first())
            phone.onScreen<View.Document>()
        }
        ui.cancel()
        assertTrue(drawn.isNotEmpty())
    }
}
