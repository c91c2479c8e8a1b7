package kg.salyk

import java.nio.file.Path
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Why, and the lists that are filtered, searched and turned, from Kotlin. */
class ListsTest {
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
    fun `why is opened from a duty and from a lot`() = runBlocking<Unit> {
        val home = phone.signIn()
        open(home) { it is Ask.OpenDuties }
        val duty = phone.onScreen<View.Duties>().second.v1.groups.first().rows.first()
        checkWhy(duty)
        val (duties, _) = phone.onScreen<View.Duties>()
        phone.dispatch(checkNotNull(duties.frame.back).intent)
        phone.onScreen<View.Home>()

        open(home) { it is Ask.OpenLots }
        phone.dispatch(phone.onScreen<View.Lots>().second.v1.rows.first().open.intent)
        val term = phone.onScreen<View.Lot>().second.v1.findings.first { it.rule == "reg:18" }
        val why = checkWhy(term)
        assertTrue(why.point.contains("18"), why.point)
        assertTrue(why.facts.isNotEmpty())
        assertTrue(why.facts.all { it.label.isNotEmpty() && it.value.isNotEmpty() && it.source.isNotEmpty() })
        phone.onScreen<View.Lot>()
    }

    @Test
    fun `lots are filtered, and found by their number`() = runBlocking<Unit> {
        val (screen, all) = lots()
        val rows = all.v1.rows.map { it.lot }.toSet()
        assertEquals(rows.size, all.v1.rows.size)

        val open = filtered(LotFilter.OPEN)
        val closed = filtered(LotFilter.CLOSED)
        assertTrue(open.isNotEmpty() && closed.isNotEmpty(), "the sample has lots of both kinds")
        assertTrue(open.intersect(closed).isEmpty())
        assertEquals(rows, open + closed)
        assertEquals(rows, filtered(LotFilter.ALL))

        val wanted = all.v1.rows.first { it.title.contains('/') }
        phone.dispatch(screen.id, Ask.Typed(FieldKey.SEARCH, wanted.title, 1uL))
        val found = phone.onScreen<View.Lots> { it.v1.search.text == wanted.title }.second.v1
        assertEquals(listOf(wanted.lot), found.rows.map { it.lot })
        phone.dispatch(screen.id, Ask.Typed(FieldKey.SEARCH, "№", 2uL))
        val impossible = phone.onScreen<View.Lots> { it.v1.search.text == "№" }.second.v1
        assertTrue(impossible.rows.isEmpty() && impossible.search.problem != null && !impossible.export.enabled)
        phone.dispatch(screen.id, Ask.Typed(FieldKey.SEARCH, "", 3uL))
        assertEquals(rows, phone.onScreen<View.Lots> { it.v1.search.text.isEmpty() }.second.v1.rows.map { it.lot }.toSet())
    }

    @Test
    fun `a long list is turned page by page, and a short one has one`() = runBlocking<Unit> {
        val (screen, few) = lots()
        assertEquals(1u, few.v1.pages)
        assertNull(few.v1.next)
        assertNull(few.v1.previous)
        phone.dispatch(checkNotNull(screen.frame.back).intent)
        val home = phone.onScreen<View.Home>().second

        open(home) { it is Ask.OpenDuties }
        val every = phone.onScreen<View.Duties>().second.v1.filters.first { it.intent.ask == Ask.FilterDuties(DutyFilter.ALL) }
        phone.dispatch(every.intent)
        val first = phone.onScreen<View.Duties> { duties -> duties.v1.filters.any { it.chosen && it.intent == every.intent } }
            .second.v1
        assertTrue(first.pages > 1u, "the sample has more duties than a page holds: ${first.place}")
        assertNull(first.previous)
        phone.dispatch(checkNotNull(first.next).intent)
        val second = phone.onScreen<View.Duties> { it.v1.page == 1u }.second.v1
        val ids = { view: DutiesView -> view.groups.flatMap { it.rows }.map { it.finding }.toSet() }
        assertTrue(ids(second).isNotEmpty() && ids(first).intersect(ids(second)).isEmpty())
        phone.dispatch(checkNotNull(second.previous).intent)
        assertEquals(ids(first), ids(phone.onScreen<View.Duties> { it.v1.page == 0u }.second.v1))
    }

    private fun open(home: View.Home, wanted: (Ask) -> Boolean) {
        phone.dispatch(checkNotNull(home.v1.actions.find { wanted(it.intent.ask) }).intent)
    }

    private suspend fun lots(): Pair<Screen, View.Lots> {
        open(phone.signIn()) { it is Ask.OpenLots }
        return phone.onScreen<View.Lots>()
    }

    /** The lots that a filter lets through. */
    private suspend fun filtered(filter: LotFilter): Set<String> {
        val choice = phone.onScreen<View.Lots>().second.v1.filters.first { it.intent.ask == Ask.FilterLots(filter) }
        phone.dispatch(choice.intent)
        val shown = phone.onScreen<View.Lots> { lots -> lots.v1.filters.any { it.chosen && it.intent == choice.intent } }
        return shown.second.v1.rows.map { it.lot }.toSet()
    }

    /** Opens why, checks that it tells the row's point, and goes back. */
    private suspend fun checkWhy(row: FindingRow): WhyView {
        phone.dispatch(row.why.intent)
        val (screen, why) = phone.onScreen<View.Why>()
        assertEquals(row.rule, why.v1.rule)
        assertEquals(row.tone, why.v1.tone)
        assertTrue(why.v1.standing.startsWith(row.standing), why.v1.standing)
        assertTrue(why.v1.point.isNotEmpty() && why.v1.meaning.isNotEmpty() && why.v1.edition.isNotEmpty())
        phone.dispatch(checkNotNull(screen.frame.back).intent)
        assertNotNull(phone.pictures.value.top)
        return why.v1
    }
}
