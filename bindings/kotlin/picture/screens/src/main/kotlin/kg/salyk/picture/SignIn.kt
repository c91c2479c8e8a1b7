package kg.salyk.picture

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Checkbox
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.unit.dp
import kg.salyk.Ask
import kg.salyk.Field
import kg.salyk.SalykPhone
import kg.salyk.ScreenId
import kg.salyk.SecretField
import kg.salyk.SignInView
import kg.salyk.Tick

/** Sign in. */
@Composable
fun SignIn(screen: ScreenId, view: SignInView, phone: SalykPhone) {
    Login(screen, view.login, phone)
    Password(screen, view.password, phone)
    Column { view.documents.forEach { ActionButton(it, phone) } }
    Consent(view.consent, phone)
    ActionButton(view.enter, phone)
    view.wait?.let { NoticeCard(it, phone) }
    Column { view.links.forEach { ActionButton(it, phone) } }
}

@Composable
private fun Login(screen: ScreenId, field: Field, phone: SalykPhone) {
    // The text is the app's own while it is being typed; the core says when to overwrite it.
    var text by remember(field.reset) { mutableStateOf(field.text) }
    var edit by remember(field.reset) { mutableStateOf(field.edit) }
    OutlinedTextField(
        value = text,
        onValueChange = {
            text = it
            edit += 1uL
            phone.dispatch(screen, Ask.Typed(field.key, it, edit))
        },
        modifier = Modifier.fillMaxWidth(),
        label = { Text(field.label) },
        supportingText = field.problem?.let { { Text(it) } },
        isError = field.problem != null,
        singleLine = true,
    )
}

@Composable
private fun Password(screen: ScreenId, field: SecretField, phone: SalykPhone) {
    var text by remember(field.reset) { mutableStateOf("") }
    var shown by remember { mutableStateOf(false) }
    OutlinedTextField(
        value = text,
        onValueChange = {
            text = it
            phone.enterSecret(screen, field.key, it.toByteArray())
        },
        modifier = Modifier.fillMaxWidth(),
        label = { Text(field.label) },
        trailingIcon = { TextButton({ shown = !shown }) { Text(if (shown) field.hide else field.show) } },
        supportingText = field.problem?.let { { Text(it) } },
        isError = field.problem != null,
        singleLine = true,
        visualTransformation = if (shown) VisualTransformation.None else PasswordVisualTransformation(),
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Password),
    )
}

@Composable
private fun Consent(tick: Tick, phone: SalykPhone) = Column {
    Row(
        Modifier.fillMaxWidth().toggleable(tick.ticked, tick.enabled, Role.Checkbox) { phone.dispatch(tick.intent) },
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Checkbox(tick.ticked, onCheckedChange = null, enabled = tick.enabled)
        Text(tick.label, Modifier.padding(start = 12.dp), style = MaterialTheme.typography.bodyMedium)
    }
    tick.whyNot?.let { Remark(it) }
}
