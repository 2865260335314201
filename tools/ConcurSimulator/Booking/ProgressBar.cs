using System.Globalization;

namespace ConcurSimulator.Booking;

/// <summary>Shows the progress of a run: a bar on a terminal, otherwise a line every five seconds.</summary>
public sealed class ProgressBar(TextWriter output, bool isTerminal, Pacer pacer, BookingStatistics statistics)
{
    private const int Width = 30;

    public async Task Run(Task work)
    {
        var interval = TimeSpan.FromSeconds(isTerminal ? 0.2 : 5);
        while (await Task.WhenAny(work, Task.Delay(interval)) != work)
            Show();
        Show();
        if (isTerminal)
            await output.WriteLineAsync();
    }

    private void Show()
    {
        if (isTerminal)
            output.Write($"\r{Format()}  ");
        else
            output.WriteLine(Format());
    }

    private string Format()
    {
        var filled = (int)(pacer.Progress * Width);
        var bar = isTerminal ? $"[{new string('#', filled)}{new string('-', Width - filled)}] " : "";
        var rate = statistics.Completed / pacer.Elapsed.TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture,
            $"{bar}{pacer.Progress,4:0%}  {pacer.Released} operations, {rate:0.0} responses/s, "
            + $"{statistics.Unknown} unknown, {statistics.Invalid} invalid");
    }
}
