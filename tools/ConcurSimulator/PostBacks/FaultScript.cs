using System.Globalization;

namespace ConcurSimulator.PostBacks;

/// <summary>
/// Which calls get which fault, written <c>503:0.2,timeout:0.05:30</c>: name, share and optional seconds. The seed decides which
/// calls get a fault: the n-th call of two runs with the same seed gets the same one.
/// </summary>
public sealed class FaultScript
{
    private static readonly FaultKind[] NamedKinds = [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.Status)];

    private readonly Lock sync = new();
    private readonly Random random;

    private FaultScript(IReadOnlyList<Fault> faults, int seed)
    {
        Faults = faults;
        random = new Random(seed);
    }

    public IReadOnlyList<Fault> Faults { get; }

    /// <exception cref="FormatException">The message names the invalid part and what is allowed.</exception>
    public static FaultScript Parse(string text, int seed)
    {
        var faults = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseFault).ToList();
        if (faults.GroupBy(fault => fault.Name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new FormatException($"The fault '{repeated.Key}' appears more than once.");
        var sum = faults.Sum(fault => fault.Share);
        if (sum > 1 + 1e-9)
            throw new FormatException(FormattableString.Invariant($"The shares add up to {sum:0.###}; their sum must not exceed 1."));
        return new FaultScript(faults, seed);
    }

    /// <summary>The fault of the next call; null for none.</summary>
    public Fault? Next()
    {
        lock (sync)
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
            throw new FormatException($"'{text}' is not a valid fault. Use NAME:SHARE or NAME:SHARE:SECONDS, such as 503:0.2.");
        var (kind, status) = ParseName(parts[0]);
        return new Fault(kind, status, ParseShare(parts[1], text), parts.Length == 3 ? ParseSeconds(parts[2], text) : null);
    }

    private static (FaultKind Kind, int Status) ParseName(string name)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return status is >= 400 and <= 599
                ? (FaultKind.Status, status)
                : throw new FormatException($"'{name}' is not a valid fault. Use an HTTP status from 400 to 599, or 'redirect' for a 302.");
        }
        foreach (var kind in NamedKinds)
        {
            if (name == Fault.NameOf(kind))
                return (kind, 0);
        }
        var known = string.Join(", ", NamedKinds.Select(Fault.NameOf));
        throw new FormatException($"'{name}' is not a valid fault. Use {known}, or an HTTP status from 400 to 599.");
    }

    private static double ParseShare(string share, string fault) =>
        double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1
            ? number
            : throw new FormatException($"'{share}' in '{fault}' is not a valid share. Use a number from 0 to 1, such as 0.2.");

    private static TimeSpan ParseSeconds(string seconds, string fault) =>
        double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 3600
            ? TimeSpan.FromSeconds(number)
            : throw new FormatException($"'{seconds}' in '{fault}' is not a valid duration. Use seconds from 0 to 3600.");
}
