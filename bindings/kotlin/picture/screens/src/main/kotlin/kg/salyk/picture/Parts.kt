package kg.salyk.picture

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kg.salyk.Action
import kg.salyk.Importance
import kg.salyk.Notice
import kg.salyk.SalykPhone
import kg.salyk.Tone

/**
 * An action as the core offers it, and why not where it is locked.
 *
 * @param breadth how far a button that is no link stretches.
 */
@Composable
fun ActionButton(action: Action, phone: SalykPhone, breadth: Modifier = Modifier.fillMaxWidth()) =
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        val tapped = { phone.dispatch(action.intent) }
        val size = breadth.heightIn(min = 48.dp)
        val label: @Composable RowScope.() -> Unit = {
            Text(action.label, Modifier.semantics { contentDescription = action.spoken })
        }
        when (action.importance) {
            Importance.PRIMARY -> Button(tapped, size, action.enabled, colors = lockedReadably(), content = label)
            Importance.NORMAL -> OutlinedButton(tapped, size, action.enabled, content = label)
            Importance.LINK ->
                TextButton(tapped, enabled = action.enabled, shape = slight, contentPadding = flush, content = label)
            Importance.DESTRUCTIVE -> {
                val red = ButtonDefaults.outlinedButtonColors(contentColor = MaterialTheme.colorScheme.error)
                OutlinedButton(tapped, size, action.enabled, colors = red, content = label)
            }
        }
        action.whyNot?.let { Remark(it) }
    }

// A link stands where text does, so its corners must not cut its first letter.
private val slight = RoundedCornerShape(4.dp)
private val flush = PaddingValues(horizontal = 4.dp, vertical = 8.dp)

/** Material's own grey for what is locked can hardly be read. */
@Composable
private fun lockedReadably() =
    ButtonDefaults.buttonColors(disabledContentColor = MaterialTheme.colorScheme.onSurfaceVariant)

/** A line below something that it explains. */
@Composable
fun Remark(text: String) = Text(
    text,
    style = MaterialTheme.typography.bodySmall,
    color = MaterialTheme.colorScheme.onSurfaceVariant,
)

/** The heading of a list. */
@Composable
fun Heading(text: String) = Text(
    text,
    Modifier.padding(top = 4.dp).semantics { heading() },
    style = MaterialTheme.typography.titleMedium,
    color = MaterialTheme.colorScheme.primary,
)

/** A card of lines. */
@Composable
fun Sheet(content: @Composable ColumnScope.() -> Unit) = Card(
    Modifier.fillMaxWidth(),
    elevation = CardDefaults.cardElevation(defaultElevation = 1.dp),
) {
    Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(6.dp), content = content)
}

/** How something stands: a word on its colour. */
@Composable
fun Standing(tone: Tone, word: String) = Surface(
    shape = RoundedCornerShape(8.dp),
    color = tone.ink.ground,
    contentColor = tone.ink.text,
) {
    Text(word, Modifier.padding(horizontal = 8.dp, vertical = 2.dp), style = MaterialTheme.typography.labelMedium)
}

/** A message, and what can be done about it. */
@Composable
fun NoticeCard(notice: Notice, phone: SalykPhone) = Sheet {
    Standing(notice.tone, notice.standing)
    Text(notice.text, style = MaterialTheme.typography.bodyMedium)
    notice.action?.let { ActionButton(it, phone) }
}
