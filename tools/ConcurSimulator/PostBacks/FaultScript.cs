using System.Globalization;

namespace ConcurSimulator.PostBacks;

/// <summary>
/// Which messages meet which fault, written <c>503:0.2,timeout:0.05:30</c> (name, share, and perhaps seconds). One draw a
/// message, from a seeded random: the n-th message of two runs with the same seed meets the same fate.
/// </summary>
public sealed class FaultScript
{
    private readonly Lock gate = new();
    private readonly Random random;

    private FaultScript(IReadOnlyList<Fault> faults, int seed)
    {
        Faults = faults;
        random = new Random(seed);
    }

    public IReadOnlyList<Fault> Faults { get; }

    /// <exception cref="FormatException">Says which part is wrong, and what it may be.</exception>
    public static FaultScript Parse(string text, int seed)
    {
        var faults = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseFault).ToList();
        if (faults.GroupBy(fault => fault.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new FormatException($"The fault '{twice.Key}' is there twice.");
        var sum = faults.Sum(fault => fault.Share);
        if (sum > 1 + 1e-9)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The shares of all faults add up to {sum:0.###}: together they are at most 1."));
        return new FaultScript(faults, seed);
    }

    /// <summary>The next message's fault; null where it meets none.</summary>
    public Fault? Next()
    {
        lock (gate)
        {
            var drawn = random.NextDouble();
            foreach (var fault in Faults)
            {
                drawn -= fault.Share;
                if (drawn < 0)
                    return fault;
            }
            return null;
        }
    }

    private static Fault ParseFault(string text)
    {
        var parts = text.Split(':');
        if (parts.Length is not (2 or 3))
            throw new FormatException($"'{text}' is no fault. Write NAME:SHARE or NAME:SHARE:SECONDS, such as 503:0.2.");
        var (kind, status) = ParseName(parts[0]);
        return new Fault(kind, status, ParseShare(parts[1], text), parts.Length == 3 ? ParseSeconds(parts[2], text) : null);
    }

    private static (FaultKind Kind, int Status) ParseName(string name)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return status is >= 400 and <= 599
                ? (FaultKind.Status, status)
                : throw new FormatException($"'{name}' is no fault. An HTTP status lies between 400 and 599; for a 302 write 'redirect'.");
        }
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            if (kind != FaultKind.Status && name == Fault.NameOf(kind))
                return (kind, 0);
        }
        var known = string.Join(", ", Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.Status).Select(Fault.NameOf));
        throw new FormatException($"'{name}' is no fault. There are {known}, and each HTTP status from 400 to 599.");
    }

    private static double ParseShare(string share, string text) =>
        double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1
            ? number
            : throw new FormatException($"'{share}' in '{text}' is no share. Write a number from 0 to 1, such as 0.2.");

    private static TimeSpan ParseSeconds(string seconds, string text) =>
        double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 3600
            ? TimeSpan.FromSeconds(number)
            : throw new FormatException($"'{seconds}' in '{text}' is no time. Write seconds from 0 to 3600.");
}
