package kg.salyk.picture

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import kg.salyk.FindingRow
import kg.salyk.HomeView
import kg.salyk.MoneyLine
import kg.salyk.RegisteredShown
import kg.salyk.SalykPhone

/** Where the taxpayer stands. */
@Composable
fun Home(view: HomeView, phone: SalykPhone) {
    view.registered?.let {
        Heading(view.headings.registered)
        Registered(it)
    }
    view.finding?.let {
        Heading(view.headings.finding)
        NoticeCard(it, phone)
    }
    view.alerts.forEach { NoticeCard(it, phone) }
    Findings(view.headings.overdue, view.overdue, phone)
    Findings(view.headings.deadlines, view.deadlines, phone)
    if (view.deposits.isNotEmpty()) {
        Heading(view.headings.deposits)
        Sheet { view.deposits.forEach { Money(it) } }
    }
    view.age?.let { Remark(it) }
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) { view.actions.forEach { ActionButton(it, phone) } }
}

@Composable
private fun Registered(shown: RegisteredShown) = Sheet {
    Standing(shown.tone, shown.standing)
    Text(shown.text, style = MaterialTheme.typography.bodyLarge)
    Remark(shown.source)
}

@Composable
private fun Findings(heading: String, rows: List<FindingRow>, phone: SalykPhone) {
    if (rows.isEmpty()) return
    Heading(heading)
    rows.forEach { Finding(it, phone) }
}

@Composable
private fun Finding(row: FindingRow, phone: SalykPhone) = Sheet {
    Standing(row.tone, row.standing)
    Text(row.title, style = MaterialTheme.typography.titleMedium)
    row.date?.let {
        Text("${it.text} · ${it.relative}", style = MaterialTheme.typography.bodyLarge, fontWeight = FontWeight.Medium)
    }
    row.lot?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
    row.remarks.forEach { Remark(it) }
    Row(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.SpaceBetween,
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Remark(row.rule)
        ActionButton(row.why, phone, breadth = Modifier)
    }
}

@Composable
private fun Money(line: MoneyLine) = Column {
    Text(line.label, style = MaterialTheme.typography.bodyMedium)
    Text(line.sum.text, style = MaterialTheme.typography.titleMedium)
    line.remark?.let { Remark(it) }
}
