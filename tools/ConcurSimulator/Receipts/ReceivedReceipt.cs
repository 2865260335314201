using System.Text.Json.Nodes;

namespace ConcurSimulator.Receipts;

/// <summary>One call that posted a receipt.</summary>
public sealed record ReceivedReceipt
{
    public required int Number { get; init; }

    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string Reference { get; init; } = "";

    public string CollectionReference { get; init; } = "";

    public string Total { get; init; } = "";

    /// <summary>The type of its picture; empty: it has none.</summary>
    public string Image { get; init; } = "";

    /// <summary>What was answered: a status, or the name of a fault.</summary>
    public required string Response { get; init; }

    /// <summary>Whether Concur has it, whatever was answered.</summary>
    public required bool IsStored { get; init; }

    /// <summary>Whether the user has a receipt with this reference already: the traveller would be reimbursed twice.</summary>
    public bool IsDuplicate { get; init; }

    /// <summary>What is wrong with it; empty: nothing.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Null if it couldn't be read.</summary>
    public JsonNode? Receipt { get; init; }
}
