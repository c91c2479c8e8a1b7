package kg.salyk.picture

import android.graphics.Bitmap
import androidx.activity.ComponentActivity
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import java.io.ByteArrayOutputStream
import java.io.File
import kg.salyk.JavaSigner
import kg.salyk.MemoryVault
import kg.salyk.Salyk
import kg.salyk.SalykPhone
import kg.salyk.SandboxProcess
import kg.salyk.Screen
import kg.salyk.View
import kg.salyk.hostConfig
import kg.salyk.sampleConfig
import org.junit.After
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** From the first start to Home, through Compose on Android's framework, with a picture of each. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], qualifiers = "w411dp-h891dp-hdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PicturesTest {
    @get:Rule
    val rule = createAndroidComposeRule<ComponentActivity>()

    @get:Rule
    val folder = TemporaryFolder()
    private lateinit var sandbox: SandboxProcess
    private lateinit var phone: SalykPhone

    @Before
    fun start() {
        sandbox = SandboxProcess(folder.root.toPath(), TODAY)
        val host = hostConfig(sandbox.address, folder.root.toPath())
        phone = SalykPhone(Salyk.forSandbox(sampleConfig, host, MemoryVault(), JavaSigner(), sandbox.authority, TODAY))
        rule.setContent { PhoneScreen(phone) }
    }

    @After
    fun stop() {
        phone.close()
        sandbox.close()
    }

    @Test
    fun `sign in and home are drawn as the core says them`() {
        val first = wait<View.SignIn> { it.v1.consent.enabled }.second.v1
        shows(checkNotNull(first.enter.whyNot))
        control(first.enter.label).assertIsNotEnabled()
        save("sign-in")

        control(first.login.label).performTextInput("ulgu-esepchi")
        control(first.password.label).performTextInput("ulgu-syr-soz")
        control(first.consent.label).performClick()
        wait<View.SignIn> { it.v1.enter.enabled }
        control(first.enter.label).assertIsEnabled().performScrollTo().performClick()

        waitFor { it.view is View.Home || it.view is View.TaxpayerChoice }
        (phone.pictures.value.top?.view as? View.TaxpayerChoice)?.let { phone.dispatch(it.v1.taxpayers.first().intent) }
        val (screen, home) = wait<View.Home> { it.v1.registered != null }
        waitFor { !it.frame.busy }
        shows(checkNotNull(screen.frame.taxpayer))
        shows(checkNotNull(home.v1.registered).text)
        home.v1.deadlines.forEach { shows(it.title) }
        save("home")
    }

    /** The screen in front once it is of this kind, [fits] and is drawn. */
    private inline fun <reified V : View> wait(crossinline fits: (V) -> Boolean): Pair<Screen, V> {
        val screen = waitFor { (it.view as? V)?.let(fits) == true }
        return screen to screen.view as V
    }

    private fun waitFor(fits: (Screen) -> Boolean): Screen {
        rule.waitUntil(30_000) { phone.pictures.value.top?.let(fits) == true }
        rule.waitForIdle()
        return checkNotNull(phone.pictures.value.top)
    }

    /** The button, box or field with this label. */
    private fun control(label: String) = rule.onNode(hasText(label) and (hasClickAction() or hasSetTextAction()))

    private fun shows(text: String) =
        assertTrue("not on the screen: $text", rule.onAllNodes(hasText(text)).fetchSemanticsNodes().isNotEmpty())

    private fun save(name: String) {
        val bytes = ByteArrayOutputStream()
        val picture = rule.onRoot().captureToImage().asAndroidBitmap()
        assertTrue(picture.compress(Bitmap.CompressFormat.PNG, 100, bytes))
        assertTrue("$name: ${bytes.size()} bytes", bytes.size() in SIZES)
        File(System.getProperty("salyk.pictures.dir"), "$name.png").apply { parentFile.mkdirs() }.writeBytes(bytes.toByteArray())
    }

    private companion object {
        /** The day of the README's example: the return of a deposit is due in a week. */
        const val TODAY = "2026-11-22"

        /** In bytes: an empty screen is smaller, and a larger file has no place on a first page. */
        val SIZES = 20_000..150_000
    }
}
