namespace GroundTransport.Domain.Pricing;

/// <summary>The card brands that Concur names; the names are Concur's codes (American Express, Master Card, Visa, Discover, Diners Club).</summary>
public enum CardType
{
    AX,
    CA,
    VI,
    DS,
    DC,
}

/// <summary>How a ride is paid.</summary>
public abstract record Payment;

/// <summary>A card. The number itself never gets here: the wire's reader keeps the last four digits.</summary>
/// <param name="LastFour">One to four digits.</param>
/// <param name="NumberLength">How many characters the number had, so that replies can print as many.</param>
public sealed record CardPayment(CardType Type, string LastFour, int NumberLength, DateOnly Expiration) : Payment;

/// <summary>Cash to the driver.</summary>
public sealed record CashPayment : Payment;

/// <summary>A check to the driver.</summary>
public sealed record CheckPayment : Payment;

/// <summary>Billed to the passenger's company.</summary>
public sealed record DirectBillingPayment(string CompanyCode) : Payment;
