using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Parts;

/// <summary>
/// A picture of bars, drawn here as SVG, with its figures as a table. The picture stretches with the page; what is written stands
/// beside it as text, so that it stays readable on a phone.
/// </summary>
public sealed partial class Bars : ComponentBase
{
    private const int SlotWidth = 12, Gap = 2, FewLabels = 7;

    /// <summary>What the picture shows, for who can't see it.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What the labels are.</summary>
    [Parameter]
    public string Heading { get; set; } = "Day";

    [Parameter, EditorRequired]
    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>At least one; of several, the bars of a label stand side by side.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<BarSeries> Series { get; set; } = [];

    [Parameter]
    public Func<decimal, string> Format { get; set; } = number => number.ToString("N0", CultureInfo.InvariantCulture);

    private int Width => Math.Max(1, Labels.Count) * SlotWidth;

    private int BarWidth => (SlotWidth - Gap) / Series.Count;

    private decimal Highest => Series.SelectMany(series => series.Values).Max() ?? 0;

    private string Summary => $"{Title}. {string.Join(" ", Series.Select(Summarize))}";

    private string Summarize(BarSeries series)
    {
        var (highest, slot) = series.Values.Select((value, slot) => (value ?? 0, slot)).MaxBy(entry => entry.Item1);
        return highest == 0 ? $"{series.Name}: none." : $"{series.Name}: highest {Format(highest)}, {Labels[slot]}.";
    }

    private static int X(int slot, int index, int barWidth) => (slot * SlotWidth) + (Gap / 2) + (index * barWidth);

    private int X(int slot, int index) => X(slot, index, BarWidth);

    /// <summary>What isn't nothing is visible.</summary>
    private int Height(decimal number) => Math.Max(2, (int)(96 * number / Math.Max(Highest, 0.01m)));
}

/// <summary>The values of one series; null: there is none for that label.</summary>
public sealed record BarSeries(string Name, IReadOnlyList<decimal?> Values);
