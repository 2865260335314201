namespace GroundTransport.Application.Outbox;

/// <summary>Writes a receipt as Concur's JSON; <c>ConcurWire</c> implements it.</summary>
public interface IReceiptEncoder
{
    string Encode(Domain.Receipts.Receipt receipt);
}
