using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Dispatch.ReadModels;

/// <summary>The form of payment.</summary>
public enum PaymentKind
{
    Card,
    Cash,
    Check,
    DirectBilling,
}

/// <summary>How the traveller pays; of a card number only the last four digits.</summary>
public sealed class PaymentModel
{
    /// <summary>The form of payment.</summary>
    public PaymentKind Kind { get; set; }

    /// <summary>The brand of the card by Concur's code; null: not a card.</summary>
    public CardType? CardType { get; set; }

    /// <summary>The last four digits of the card; empty: not a card.</summary>
    public string LastFour { get; set; } = "";

    /// <summary>When the card expires; null: not a card.</summary>
    public DateOnly? Expiration { get; set; }

    /// <summary>The company that is billed; empty: not direct billing.</summary>
    public string CompanyCode { get; set; } = "";
}
