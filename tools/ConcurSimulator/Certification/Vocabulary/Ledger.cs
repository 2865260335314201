namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>Every reservation that a run sold.</summary>
public sealed class Ledger
{
    private readonly HashSet<string> sold = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Sold => sold;

    /// <summary>False if it is known: the same ride was sold by the same request twice.</summary>
    public bool Add(string reservationId) => sold.Add(reservationId);
}
