using System.Globalization;

namespace GroundTransport.Benchmarks.Reports;

/// <summary>One figure over all rounds: its median, minimum and maximum.</summary>
public readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        var middle = sorted.Count / 2;
        return new Spread(sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>The ratios of two contenders in the same round.</summary>
    public static Spread OfRatios(IReadOnlyList<double> over, IReadOnlyList<double> under) =>
        Of(over.Zip(under, (above, below) => above / below));

    public string Text(string format = "0.00") => $"{Number(Median, format)} ({Number(Least, format)}..{Number(Most, format)})";

    public static string Number(double figure, string format = "0.##") => figure.ToString(format, CultureInfo.InvariantCulture);
}
