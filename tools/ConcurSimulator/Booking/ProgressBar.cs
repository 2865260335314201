using System.Globalization;

namespace ConcurSimulator.Booking;

/// <summary>How far it is: a bar that renews itself on a terminal, a plain line now and then elsewhere.</summary>
public sealed class ProgressBar(TextWriter output, bool isTerminal, Pace pace, Tally tally)
{
    private const int Width = 30;

    public async Task Run(Task work)
    {
        var every = TimeSpan.FromSeconds(isTerminal ? 0.2 : 5);
        while (await Task.WhenAny(work, Task.Delay(every)) != work)
            Show();
        Show();
        if (isTerminal)
            await output.WriteLineAsync();
    }

    public string Line()
    {
        var full = (int)(pace.Progress * Width);
        var bar = isTerminal ? $"[{new string('#', full)}{new string('-', Width - full)}] " : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{bar}{pace.Progress,4:0%}  {pace.Taken} operations, {tally.Answered / pace.Elapsed.TotalSeconds:0.0} answers/s, {tally.Unknown} unknown, {tally.Invalid} invalid");
    }

    private void Show()
    {
        if (isTerminal)
            output.Write($"\r{Line()}  ");
        else
            output.WriteLine(Line());
    }
}
