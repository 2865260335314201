namespace ConcurSimulator.Receipts;

/// <summary>All receipts that were posted.</summary>
public sealed class ReceivedReceipts(TimeProvider clock)
{
    private readonly Lock sync = new();
    private readonly List<ReceivedReceipt> receipts = [];

    /// <summary>Raised when a receipt has been stored, before the answer: the sender may be killed here.</summary>
    public event Action<ReceivedReceipt>? Stored;

    /// <summary>Raised when the status of a receipt is asked for, before the answer.</summary>
    public event Action<ReceivedReceipt>? Asked;

    /// <summary>Raised when a user's list is asked for, before the answer.</summary>
    public event Action? Searched;

    /// <param name="create">Makes the receipt from its number and whether its reference is stored already.</param>
    public ReceivedReceipt Add(string userId, string reference, Func<int, bool, DateTimeOffset, ReceivedReceipt> create)
    {
        ReceivedReceipt added;
        lock (sync)
        {
            var isDuplicate = receipts.Any(receipt => receipt.IsStored && receipt.UserId == userId && receipt.Reference == reference);
            added = create(receipts.Count + 1, isDuplicate, clock.GetUtcNow());
            receipts.Add(added);
        }
        if (added.IsStored)
            Stored?.Invoke(added);
        return added;
    }

    public ReceivedReceipt? Find(string id)
    {
        var found = Snapshot().Receipts.FirstOrDefault(receipt => receipt.IsStored && receipt.Id == id);
        if (found is not null)
            Asked?.Invoke(found);
        return found;
    }

    /// <summary>The user's receipts that Concur shows by now.</summary>
    public IReadOnlyList<ReceivedReceipt> ShownTo(string userId, TimeSpan after)
    {
        Searched?.Invoke();
        var now = clock.GetUtcNow();
        return [.. Snapshot().Receipts.Where(receipt => receipt.IsStored && receipt.UserId == userId && receipt.ReceivedAt + after <= now)];
    }

    /// <summary>A copy that later receipts don't change.</summary>
    public ReceiptsSnapshot Snapshot()
    {
        lock (sync)
            return new ReceiptsSnapshot([.. receipts]);
    }
}

/// <summary>What was received until now.</summary>
public sealed record ReceiptsSnapshot(IReadOnlyList<ReceivedReceipt> Receipts)
{
    /// <summary>How many receipts a user has more than once.</summary>
    public int Duplicates => Receipts.Count(receipt => receipt is { IsStored: true, IsDuplicate: true });

    /// <summary>How many didn't match the schema.</summary>
    public int Invalid => Receipts.Count(receipt => receipt.Problems.Count > 0);
}
