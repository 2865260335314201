using GroundTransport.Domain.Amounts;

namespace GroundTransport.Domain.Receipts;

/// <summary>One line of a receipt, without tax.</summary>
public sealed record ReceiptLine(string Description, Money Amount);
