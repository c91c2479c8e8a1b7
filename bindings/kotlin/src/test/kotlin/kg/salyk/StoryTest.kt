package kg.salyk

import java.io.ByteArrayInputStream
import java.io.InputStream
import java.nio.file.Path
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** From an unregistered person on, from Kotlin, over real HTTPS. */
class StoryTest {
    @TempDir
    lateinit var folder: Path
    private lateinit var sandbox: SandboxProcess
    private lateinit var phone: SalykPhone

    @BeforeEach
    fun start() {
        sandbox = SandboxProcess(folder)
        phone = SalykPhone(coreFor(sandbox, folder))
    }

    @AfterEach
    fun stop() {
        phone.close()
        sandbox.close()
    }

    @Test
    fun `an unregistered person gets access, the regime, and a refund decided`() = runBlocking<Unit> {
        val home = register()
        phone.dispatch(checkNotNull(home.actions.find { it.intent.ask is Ask.OpenRegimeApplication }).intent)
        val (screen, form) = phone.onScreen<View.RegimeApplication>()
        assertFalse(form.v1.file.enabled)
        form.v1.questions.forEach { phone.dispatch(it.answers.first().intent) }
        form.v1.vat?.let { phone.dispatch(screen.id, Ask.AcceptVatCancelled(true)) }
        phone.dispatch(phone.onScreen<View.RegimeApplication> { it.v1.file.enabled }.second.v1.file.intent)
        val outbox = phone.onScreen<View.Outbox> { it.v1.applications.singleOrNull()?.number != null }.second
        assertEquals("2026-06-15", outbox.v1.applications.single().filed?.iso)
        back()
        val taxpayer = inTheRegimeWithALot()
        refresh()
        phone.dispatch(checkNotNull(phone.pictures.value.top).id, Ask.OpenLots)
        phone.dispatch(phone.onScreen<View.Lots> { it.v1.rows.isNotEmpty() }.second.v1.rows.first().open.intent)
        val lot = phone.onScreen<View.Lot>().second
        phone.dispatch(checkNotNull(lot.v1.actions.find { it.intent.ask is Ask.OpenRefundApplication }).intent)
        val refund = phone.onScreen<View.RefundApplication> { it.v1.file.enabled }.second
        assertEquals(120_000, refund.v1.money.first().sum.tyiyn)
        assertTrue(refund.v1.warnings.isNotEmpty(), "papers are missing, which never locks")
        phone.dispatch(refund.v1.file.intent)
        val filed = phone.onScreen<View.Outbox> { view -> view.v1.applications.count { it.number != null } == 2 }.second
        back()
        phone.waitFor("calm") { it.top?.takeIf { top -> top.view is View.Lot && !top.frame.busy } }
        val number = filed.v1.applications.first().number
        sandbox.operator(
            "POST",
            "/operator/refunds/decide",
            """{"taxpayer":"$taxpayer","application":"$number","outcome":"returned","parts":[],"reasons":[]}""",
        )
        refresh()
        phone.onScreen<View.Lot> { "айтарыл" in it.v1.state }
    }

    private suspend fun back() {
        phone.dispatch(checkNotNull(checkNotNull(phone.pictures.value.top).frame.back).intent)
        phone.waitFor("the screen below") { it.top?.takeIf { top -> top.view !is View.Outbox } }
    }

    private suspend fun refresh() {
        val calm = phone.waitFor("calm") { it.top?.takeIf { top -> !top.frame.busy } }
        phone.dispatch(calm.id, Ask.Refresh)
    }

    /** The tax body registers the regime, and the case gets a lot whose goods are exported; gives the taxpayer's id. */
    private fun inTheRegimeWithALot(): String {
        val filed = sandbox.operator("GET", "/operator/applications")
        val taxpayer = checkNotNull(Regex("\"taxpayer\":\"([^\"]+)\"").find(filed)).groupValues[1]
        sandbox.operator("POST", "/operator/regime/register", """{"taxpayer":"$taxpayer"}""")
        val case = sandbox.operator("GET", "/operator/dossiers/$taxpayer")
            .replace(Regex("\"registered\":\\{[^}]*}"), IN_FORCE)
            .replace("\"lots\":[]", "\"lots\":[$EXPORTED_LOT]")
        sandbox.operator("PUT", "/operator/dossiers/$taxpayer", case)
        return taxpayer
    }

    @Test
    fun `a file is attached in pieces, certified and sent`() = runBlocking<Unit> {
        phone.signIn()
        val (screen, files) = openFiles()
        phone.dispatch(files.v1.add.intent)
        val request = phone.waitFor("a file to choose") { it.requests.find { asked -> asked.kind is HostRequestKind.ChooseFile } }
        val to = (request.kind as HostRequestKind.ChooseFile).to
        phone.attach(to, "Үлгү.pdf", pieces(ByteArrayInputStream(samplePdf)))
        phone.answered(request, true)
        val attached = phone.onScreen<View.Files> { it.v1.rows.singleOrNull()?.sha256 != null }.second.v1.rows.single()
        phone.dispatch(screen.id, Ask.CertifyFile(attached.file))
        phone.onScreen<View.Files> { it.v1.rows.single().tone == Tone.GOOD }
    }

    @Test
    fun `an Error out of a file's reading is a refusal that says so, and nothing is attached`() = runBlocking<Unit> {
        phone.signIn()
        val (_, files) = openFiles()
        val broken = object : AttachmentSource {
            override fun read(max: UInt): ByteArray = throw NotImplementedError("thrown by a test")
        }
        assertThrows(AttachmentSourceException.Failed::class.java) { broken.contained().read(1u) }
        phone.attach(files.v1.to, "Үлгү.pdf", broken)
        val told = phone.onScreen<View.Files> { it.v1.refused.isNotEmpty() }.second
        assertTrue(told.v1.rows.isEmpty())
        assertTrue(told.v1.refused.none { "thrown by a test" in it.text })
    }

    private suspend fun openFiles(): Pair<Screen, View.Files> {
        phone.dispatch(checkNotNull(phone.pictures.value.top).id, Ask.OpenLotFiles("1"))
        return phone.onScreen<View.Files>()
    }

    /** From the first start to the home of the person who registered. */
    private suspend fun register(): HomeView {
        val (start, _) = phone.onScreen<View.SignIn> { it.v1.consent.enabled }
        phone.dispatch(start.id, Ask.Registration(RegistrationAsk.Open))
        val (form, _) = phone.onScreen<View.Registration> { it.v1.consent.enabled }
        val ask = { asked: RegistrationAsk -> phone.dispatch(form.id, Ask.Registration(asked)) }
        ask(RegistrationAsk.ChooseKind(ApplicantKind.INDIVIDUAL))
        phone.dispatch(form.id, Ask.TickConsent(true))
        phone.onScreen<View.Registration> { it.v1.consent.ticked }
        phone.dispatch(form.id, Ask.Typed(FieldKey.PERSON_INN, "1321 3999-900101", 1uL))
        ask(RegistrationAsk.LookUp(Subject.PERSON))
        phone.onScreen<View.Registration> { view -> view.v1.fields.any { it is FormItem.Filled && it.field.text.isNotEmpty() } }
        for (field in listOf(FieldKey.NEW_PASSWORD, FieldKey.PASSWORD_AGAIN)) {
            phone.enterSecret(form.id, field, PASSWORD.toByteArray())
        }
        ask(RegistrationAsk.Submit)
        val (sent, _) = phone.onScreen<View.Application> { view -> view.v1.actions.any { it.intent.ask is Ask.Refresh } }

        val number = checkNotNull(Regex("\"number\":\"([^\"]+)\"").find(sandbox.operator("GET", "/operator/registrations")))
        for (step in listOf("confirm", "record_passport")) {
            sandbox.operator("POST", "/operator/registrations/step", """{"number":"${number.groupValues[1]}","step":"$step"}""")
        }
        phone.dispatch(sent.id, Ask.Refresh)
        val login = checkNotNull(phone.onScreen<View.Application> { it.v1.login != null }.second.v1.login).lines.first()
        phone.dispatch(sent.id, Ask.Registration(RegistrationAsk.UseLogin))
        val (signIn, filled) = phone.onScreen<View.SignIn> { it.v1.consent.enabled }
        assertEquals(login, filled.v1.login.text)
        phone.enterSecret(signIn.id, FieldKey.PASSWORD, PASSWORD.toByteArray())
        phone.dispatch(signIn.id, Ask.TickConsent(true))
        phone.dispatch(phone.onScreen<View.SignIn> { it.v1.enter.enabled }.second.v1.enter.intent)
        return phone.onScreen<View.Home> { it.v1.registered != null }.second.v1
    }

    private fun pieces(stream: InputStream) = object : AttachmentSource {
        override fun read(max: UInt): ByteArray = stream.readNBytes(max.toInt())
    }

    private companion object {
        const val PASSWORD = "үлгү 123"
        const val IN_FORCE = """"registered":{"state":"in_force","since":"2026-03-01","registered_on":"2026-02-20"}"""
        const val EXPORTED_LOT = """{"id":"lot-1","recorded":[{"state":"exported","sum_tyiyn":120000}],"imported_from":"BY","goods":[{"line":1, "code":"8432291000","name":"Үлгү","quantity_thousandths":1000,"unit":"даана","vat_tyiyn":120000}],"conditional_vat_tyiyn":{"value":120000, "source":"service"},"taken_on_account":{"value":"2026-03-17","source":"service"},"deposits":[{"account":"tax","date":"2026-03-25", "sum_tyiyn":120000,"paying_account":"9999000000000022","number":"1","source":"service"}],"exports":[{"id":"e1","line":1, "destination":"KZ","date":"2026-05-16","quantity_thousandths":1000,"source":"service"}]}"""

        /** The least that is a PDF, around 200,000 bytes. */
        val samplePdf = "%PDF-1.4\n1 0 obj\n<< >>\nstream\n".toByteArray() + ByteArray(200_000) { (it * 7).toByte() } +
            "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n".toByteArray()
    }
}
