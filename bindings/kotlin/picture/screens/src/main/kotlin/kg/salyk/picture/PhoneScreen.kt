package kg.salyk.picture

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.FilterChip
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kg.salyk.Choice
import kg.salyk.Frame
import kg.salyk.SalykPhone
import kg.salyk.Screen
import kg.salyk.View

/** The screen in front, as the core says it; of its kinds, Sign in and Home are drawn, the others as far as all screens go. */
@Composable
fun PhoneScreen(phone: SalykPhone) {
    val picture by phone.pictures.collectAsState()
    val screen = picture.top ?: return
    PhoneTheme {
        Surface(Modifier.fillMaxSize()) {
            Column {
                screen.frame.band?.let { Band(it) }
                key(screen.id) { Body(screen, phone) }
            }
        }
    }
}

@Composable
private fun Band(text: String) = Surface(Modifier.fillMaxWidth(), color = bandInk.ground, contentColor = bandInk.text) {
    Text(
        text,
        Modifier.padding(horizontal = 16.dp, vertical = 8.dp),
        style = MaterialTheme.typography.bodySmall,
        textAlign = TextAlign.Center,
    )
}

@Composable
private fun Body(screen: Screen, phone: SalykPhone) = Column(
    Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(horizontal = 16.dp, vertical = 12.dp),
    verticalArrangement = Arrangement.spacedBy(12.dp),
) {
    Top(screen.frame, phone)
    when (val view = screen.view) {
        is View.SignIn -> SignIn(screen.id, view.v1, phone)
        is View.Home -> Home(view.v1, phone)
        else -> Unit
    }
}

@Composable
private fun ColumnScope.Top(frame: Frame, phone: SalykPhone) {
    frame.back?.let { ActionButton(it, phone) }
    if (frame.languages.isNotEmpty()) Languages(frame.languages, phone)
    Column {
        Text(frame.title, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineMedium)
        frame.taxpayer?.let { Text(it, style = MaterialTheme.typography.titleMedium) }
    }
    frame.connection?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
    frame.notices.forEach { NoticeCard(it, phone) }
}

@Composable
private fun Languages(choices: List<Choice>, phone: SalykPhone) = Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
    choices.forEach { choice ->
        FilterChip(choice.chosen, { phone.dispatch(choice.intent) }, { Text(choice.label) })
    }
}
