package kg.salyk

import java.nio.file.Path
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The first version's journey, from Kotlin, over real HTTPS. */
class JourneyTest {
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
    fun `the gate stays locked until the box is ticked`() = runBlocking<Unit> {
        val (screen, first) = phone.onScreen<View.SignIn> { it.v1.consent.enabled }
        assertFalse(first.v1.consent.ticked)
        assertLocked(first)
        assertNotNull(screen.frame.band, "the band that says that this is not official")

        phone.dispatch(screen.id, Ask.Typed(FieldKey.LOGIN, "ulgu-jetekchi", 1uL))
        phone.enterSecret(screen.id, FieldKey.PASSWORD, "ulgu-syr-soz".toByteArray())
        assertLocked(phone.onScreen<View.SignIn> { it.v1.login.text.isNotEmpty() && it.v1.password.filled }.second)

        for (link in first.v1.documents) {
            phone.dispatch(link.intent)
            val (document, read) = phone.onScreen<View.Document>()
            assertTrue(read.v1.version.isNotEmpty())
            assertTrue(read.v1.blocks.size > 2, "a document of several paragraphs")
            phone.dispatch(checkNotNull(document.frame.back).intent)
            phone.onScreen<View.SignIn>()
        }

        phone.dispatch(first.v1.consent.intent)
        val ready = phone.onScreen<View.SignIn> { it.v1.enter.enabled }.second
        assertTrue(ready.v1.consent.ticked)
        assertNull(ready.v1.enter.whyNot)

        phone.dispatch(ready.v1.consent.intent)
        assertLocked(phone.onScreen<View.SignIn> { !it.v1.consent.ticked }.second)
    }

    @Test
    fun `a wrong password is told kindly and the password goes`() = runBlocking<Unit> {
        val (screen, _) = phone.onScreen<View.SignIn> { it.v1.consent.enabled }
        phone.dispatch(screen.id, Ask.Typed(FieldKey.LOGIN, "ulgu-jetekchi", 1uL))
        val secret = "not this one".toByteArray()
        phone.enterSecret(screen.id, FieldKey.PASSWORD, secret)
        assertTrue(secret.all { it == 0.toByte() }, "the caller's copy is wiped")
        phone.dispatch(screen.id, Ask.TickConsent(true))
        phone.dispatch(phone.onScreen<View.SignIn> { it.v1.enter.enabled }.second.v1.enter.intent)

        val refused = phone.waitFor("a message") { it.top?.takeIf { screen -> screen.frame.notices.isNotEmpty() } }
        val view = refused.view as View.SignIn
        assertEquals("ulgu-jetekchi", view.v1.login.text)
        assertFalse(view.v1.password.filled)
    }

    @Test
    fun `status, lots and a lot are shown after entering`() = runBlocking<Unit> {
        val home = phone.signIn()
        assertTrue(checkNotNull(home.v1.registered).text.isNotEmpty())

        phone.dispatch(checkNotNull(home.v1.actions.find { it.intent.ask is Ask.OpenLots }).intent)
        val lots = phone.onScreen<View.Lots>().second
        val row = lots.v1.rows.first()

        phone.dispatch(row.open.intent)
        val (screen, lot) = phone.onScreen<View.Lot>()
        assertEquals(row.title, lot.v1.title)
        assertTrue(lot.v1.timeline.isNotEmpty())
        assertTrue(lot.v1.timeline.zipWithNext().all { (one, next) -> one.date.iso <= next.date.iso })
        assertEquals(3, phone.pictures.value.screens.size, "home and lots are still there to swipe back to")

        phone.dispatch(checkNotNull(screen.frame.back).intent)
        phone.onScreen<View.Lots>()
    }

    @Test
    fun `duties, a plan and reminders are reached from home`() = runBlocking<Unit> {
        val home = phone.signIn()
        assertTrue(checkNotNull(home.v1.inn).text.isNotEmpty())
        val open = { wanted: (Ask) -> Boolean ->
            phone.dispatch(checkNotNull(home.v1.actions.find { wanted(it.intent.ask) }).intent)
        }

        open { it is Ask.OpenDuties }
        val (screen, duties) = phone.onScreen<View.Duties>()
        assertTrue(duties.v1.groups.isNotEmpty() && duties.v1.groups.all { it.rows.isNotEmpty() })
        phone.dispatch(checkNotNull(screen.frame.back).intent)
        phone.onScreen<View.Home>()

        open { it is Ask.OpenPlan }
        val (planned, empty) = phone.onScreen<View.Plan>()
        phone.dispatch(planned.id, Ask.Typed(FieldKey.PLANNED_DAY, "30.04.2027", 1uL))
        phone.dispatch(empty.v1.origins.first().intent)
        val plan = phone.onScreen<View.Plan> { it.v1.origins.first().chosen && it.v1.day.text == "30.04.2027" }.second
        assertEquals("2027-10-27", plan.v1.steps.first { it.rule == "reg:18" }.date?.iso)
        phone.dispatch(checkNotNull(planned.frame.back).intent)
        phone.onScreen<View.Home>()

        open { it is Ask.OpenLots }
        val lot = phone.onScreen<View.Lots>().second.v1.rows.first { row ->
            phone.dispatch(row.open.intent)
            val (opened, shown) = phone.onScreen<View.Lot>()
            val guess = shown.v1.actions.find { it.intent.ask is Ask.OpenWhatIf }
            if (guess != null) phone.dispatch(guess.intent) else phone.dispatch(checkNotNull(opened.frame.back).intent)
            if (guess == null) phone.onScreen<View.Lots>()
            guess != null
        }
        val (guessed, form) = phone.onScreen<View.WhatIf> { it.v1.title == lot.title }
        phone.dispatch(form.v1.destinations.first().intent)
        phone.dispatch(guessed.id, Ask.Typed(FieldKey.PLANNED_QUANTITY, "0.001", 1uL))
        val typed = phone.onScreen<View.WhatIf> { it.v1.quantity.text == "0.001" }.second.v1
        assertTrue(typed.guess != null && typed.day.problem == null, "a guess, whatever our count says of the day")
        phone.dispatch(guessed.id, Ask.Typed(FieldKey.PLANNED_QUANTITY, "999999999", 2uL))
        assertTrue(phone.onScreen<View.WhatIf> { it.v1.quantity.problem != null }.second.v1.guess == null)
        phone.dispatch(checkNotNull(guessed.frame.back).intent)
        val (back, _) = phone.onScreen<View.Lot>()
        phone.dispatch(checkNotNull(back.frame.back).intent)
        val (listed, _) = phone.onScreen<View.Lots>()
        phone.dispatch(checkNotNull(listed.frame.back).intent)
        phone.onScreen<View.Home>()

        open { it is Ask.OpenReminders }
        val reminders = phone.onScreen<View.Reminders>().second
        assertFalse(reminders.v1.remind.ticked)
        phone.dispatch(reminders.v1.remind.intent)
        val request = phone.waitFor("reminders to schedule") {
            it.requests.find { asked -> asked.kind is HostRequestKind.ScheduleReminders }
        }
        phone.answered(request, true)
        phone.waitFor("the request to go") { picture -> picture.top?.takeIf { picture.requests.isEmpty() } }
        assertTrue(phone.onScreen<View.Reminders>().second.v1.remind.ticked)
    }

    @Test
    fun `a failing service and a lost network leave the last status standing`() = runBlocking<Unit> {
        val before = phone.signIn()
        sandbox.operator(
            "POST",
            "/operator/faults",
            """{"path_prefix":"/v1/taxpayers","times":1000,"fault":{"kind":"unavailable"}}""",
        )
        phone.dispatch(checkNotNull(phone.pictures.value.top).id, Ask.Refresh)
        val failed = phone.waitFor("a message") { it.top?.takeIf { screen -> screen.frame.notices.isNotEmpty() } }
        assertEquals(before.v1.registered, (failed.view as View.Home).v1.registered)

        sandbox.operator("DELETE", "/operator/faults")
        phone.dispatch(failed.id, Ask.Refresh)
        val well = phone.waitFor("the message to go") {
            it.top?.takeIf { screen -> screen.frame.notices.isEmpty() && !screen.frame.busy }
        }
        assertNull(well.frame.connection)

        sandbox.close()
        phone.dispatch(well.id, Ask.Refresh)
        val offline = phone.waitFor("offline") { it.top?.takeIf { screen -> screen.frame.connection != null } }
        assertEquals(before.v1.registered, (offline.view as View.Home).v1.registered)
        assertNotNull((offline.view as View.Home).v1.age)
    }

    @Test
    fun `sleeping and waking keep the session`() = runBlocking<Unit> {
        val before = phone.signIn()
        phone.pause()
        phone.resume()
        phone.dispatch(checkNotNull(phone.pictures.value.top).id, Ask.Refresh)
        assertEquals(before.v1.registered, phone.onScreen<View.Home>().second.v1.registered)
    }

    @Test
    fun `a second start is still signed in, without network too`() = runBlocking<Unit> {
        val vault = MemoryVault()
        val own = folder.resolve("second-start")
        val before = SalykPhone(coreFor(sandbox, own, vault)).use { it.signIn() }
        SalykPhone(coreFor(sandbox, own, vault)).use { again ->
            assertEquals(before.v1.registered, again.onScreen<View.Home> { it.v1.registered != null }.second.v1.registered)
        }
        sandbox.close()
        SalykPhone(coreFor(sandbox, own, vault)).use { again ->
            val (screen, home) = again.onScreen<View.Home> { it.v1.registered != null }
            assertEquals(before.v1.registered, home.v1.registered)
            val told = again.waitFor("offline") { it.top?.takeIf { top -> top.id == screen.id }?.frame?.connection }
            assertTrue(told.isNotEmpty())
        }
    }

    private fun assertLocked(view: View.SignIn) {
        assertFalse(view.v1.enter.enabled)
        assertTrue(!view.v1.enter.whyNot.isNullOrEmpty(), "a locked action says why")
    }
}
