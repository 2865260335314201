namespace GroundTransport.Domain.Pricing;

/// <summary>Concur's codes for card brands: American Express, Mastercard, Visa, Discover, Diners Club.</summary>
public enum CardType
{
    AX,
    CA,
    VI,
    DS,
    DC,
}

/// <summary>The form of payment of a ride.</summary>
public abstract record Payment;

/// <summary>A card. The number itself never gets here: the wire's reader keeps only the last four digits.</summary>
/// <param name="LastFour">One to four digits.</param>
/// <param name="NumberLength">The length of the number, so that replies can print as many characters.</param>
public sealed record CardPayment(CardType Type, string LastFour, int NumberLength, DateOnly Expiration) : Payment;

/// <summary>Cash to the driver.</summary>
public sealed record CashPayment : Payment;

/// <summary>A check to the driver.</summary>
public sealed record CheckPayment : Payment;

/// <summary>Direct billing to the passenger's company.</summary>
public sealed record DirectBillingPayment(string CompanyCode) : Payment;
