using System.Globalization;

namespace GroundTransport.Benchmarks.Reports;

/// <summary>One figure over all rounds: its median, minimum and maximum.</summary>
public readonly record struct Statistic(double Median, double Minimum, double Maximum)
{
    public static Statistic Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        var middle = sorted.Count / 2;
        return new Statistic(sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>The ratios of two contenders in the same round.</summary>
    public static Statistic OfRatios(IReadOnlyList<double> over, IReadOnlyList<double> under) =>
        Of(over.Zip(under, (above, below) => above / below));

    public string Text(string format = "0.00") => $"{Number(Median, format)} ({Number(Minimum, format)}..{Number(Maximum, format)})";

    public static string Number(double figure, string format = "0.##") => figure.ToString(format, CultureInfo.InvariantCulture);
}
