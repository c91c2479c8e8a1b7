package kg.salyk

/**
 * The app as it stands.
 *
 * @property revision grows with every change; 0 before the first.
 * @property screens the stack, the bottom one first; empty before the first update.
 * @property requests what only the phone can do, until it is answered.
 */
data class Picture(
    val revision: ULong = 0uL,
    val screens: List<Screen> = emptyList(),
    val requests: List<HostRequest> = emptyList(),
) {
    /** The screen to draw, unless several fit. */
    val top: Screen? get() = screens.lastOrNull()

    /** The picture that [update] makes of this one: an update has only the screens that changed. */
    fun after(update: Update): Picture {
        val known = (screens + update.changed).associateBy { it.id }
        val stack = update.stack.map { id ->
            checkNotNull(known[id]) { "an update names a screen that was never shown" }
        }
        return Picture(update.revision, stack, update.requests)
    }
}
