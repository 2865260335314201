using System.Globalization;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Replies;

/// <summary>FormOfPayment of a reservation (one form) and of an offer (every accepted form).</summary>
internal static class PaymentBlocks
{
    private static readonly CardType[] CardTypes = Enum.GetValues<CardType>();

    public static void FormOfPayment(this WireWriter writer, Payment? payment)
    {
        writer.Open("FormOfPayment"u8);
        switch (payment)
        {
            case CardPayment card:
                writer.Open("CreditCard"u8);
                writer.Text("Type"u8, card.Type.ToString());
                writer.Text("Number"u8, card.LastFour.PadLeft(card.NumberLength, 'X'));
                writer.Text("Expiration"u8, card.Expiration.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                writer.Close("CreditCard"u8);
                break;
            case CashPayment:
                writer.Empty("Cash"u8);
                break;
            case CheckPayment:
                writer.Empty("Check"u8);
                break;
            case DirectBillingPayment:
                writer.Empty("DirectBilling"u8);
                break;
        }
        writer.Close("FormOfPayment"u8);
    }

    /// <summary>Each card type once, however often the rate plan lists it.</summary>
    public static void AcceptedForms(this WireWriter writer, PaymentTerms terms)
    {
        writer.Open("AcceptedFops"u8);
        writer.Open("FormOfPayment"u8);
        foreach (var type in CardTypes)
        {
            if (!terms.Cards.Contains(type))
                continue;
            writer.Open("CreditCard"u8);
            writer.Text("Type"u8, type.ToString());
            writer.Close("CreditCard"u8);
        }
        if (terms.Cash)
            writer.Empty("Cash"u8);
        if (terms.Check)
            writer.Empty("Check"u8);
        if (terms.DirectBilling.Count > 0)
            writer.Empty("DirectBilling"u8);
        writer.Close("FormOfPayment"u8);
        writer.Close("AcceptedFops"u8);
    }
}
