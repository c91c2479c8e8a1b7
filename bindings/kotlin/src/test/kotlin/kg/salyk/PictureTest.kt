package kg.salyk

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

class PictureTest {
    @Test
    fun `screens that did not change stay and screens that left go`() {
        val first = Picture().after(update(1uL, listOf(1uL, 2uL), starting(1uL, "a"), starting(2uL, "b")))
        val second = first.after(update(2uL, listOf(1uL, 3uL), starting(3uL, "c")))

        assertEquals(listOf(starting(1uL, "a"), starting(3uL, "c")), second.screens)
        assertEquals(starting(3uL, "c"), second.top)
        assertEquals(2uL, second.revision)
        assertEquals(listOf(starting(1uL, "d")), second.after(update(3uL, listOf(1uL), starting(1uL, "d"))).screens)
    }

    @Test
    fun `requests are those of the newest update`() {
        val request = HostRequest(7uL, HostRequestKind.OpenAddress("https://salyk.kg"))
        val asked = Picture().after(update(1uL, listOf(1uL), starting(1uL, "a")).copy(requests = listOf(request)))

        assertEquals(listOf(request), asked.requests)
        assertEquals(emptyList<HostRequest>(), asked.after(update(2uL, listOf(1uL))).requests)
    }

    @Test
    fun `an update that names an unknown screen is refused`() {
        assertThrows(IllegalStateException::class.java) { Picture().after(update(1uL, listOf(1uL))) }
    }

    private fun update(revision: ULong, stack: List<ULong>, vararg changed: Screen) =
        Update(revision, stack, changed.toList(), emptyList())

    private fun starting(id: ULong, message: String) = Screen(
        id,
        Frame(
            message, null, null, Language.KYRGYZ, emptyList(), null, emptyList(), true, null, false, FrameHeadings("", ""),
        ),
        View.Starting(StartingView(message)),
    )
}
