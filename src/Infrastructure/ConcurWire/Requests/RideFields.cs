using GroundTransport.Application.Booking;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>
/// What Sell and Update have in common, read in two halves: a Sell has its rate, vehicle and vendor between them, and the
/// first wrong field in the example's order is the one that is refused.
/// </summary>
internal static class RideFields
{
    public static RideRequest RideUpToDiscount(this FieldReader fields, WireElement root) => new()
    {
        Booker = fields.Booker(root),
        Passenger = fields.Passenger(root),
        ServiceType = fields.ServiceType(root),
        ClassOfService = fields.ClassOfService(root),
        Pickup = fields.Pickup(root),
        Dropoff = fields.Dropoff(root),
        Start = fields.Time(root, "StartDateTime"),
        End = fields.Time(root, "EndDateTime"),
        PickupInstructions = fields.Text(root, "PickupInstructions"),
        DropoffInstructions = fields.Text(root, "DropoffInstructions"),
        Language = fields.Language(root),
        Currency = fields.Currency(root, "Currency"),
        Passengers = fields.Count(root, "NumPassengers"),
        Discount = fields.Discount(root),
    };

    /// <inheritdoc cref="PaymentFields.Payment" path="/param"/>
    public static RideRequest RideFromPayment(this FieldReader fields, WireElement root, RideRequest ride, bool mayListEmptyForms)
    {
        var payment = fields.Payment(root, mayListEmptyForms, out var isMasked);
        var accounting = root.Child("AccountingInfo");
        return ride with
        {
            Payment = payment,
            CardIsMasked = isMasked,
            Accounting1 = fields.Text(accounting, "AccountingField1"),
            Accounting2 = fields.Text(accounting, "AccountingField2"),
            Accounting3 = fields.Text(accounting, "AccountingField3"),
            Accounting4 = fields.Text(accounting, "AccountingField4"),
            Accounting5 = fields.Text(accounting, "AccountingField5"),
            RequestedDriver = fields.Text(root, "RequestedDriver"),
            SpecialServiceRequest = fields.Text(root, "SpecialServiceRequest"),
            PickupServiceArrangement = fields.Text(root, "PickupServiceArrangement"),
            DropoffServiceArrangement = fields.Text(root, "DropoffServiceArrangement"),
            ExtraStopArrangement = fields.Text(root, "ExtraStopArrangement"),
        };
    }

    public static ServiceType? ServiceType(this FieldReader fields, WireElement root) =>
        fields.Code<ServiceType>(root, nameof(ServiceType), Refusal.Location);

    public static ClassOfService? ClassOfService(this FieldReader fields, WireElement root) =>
        fields.Code<ClassOfService>(root, nameof(ClassOfService), Refusal.Request);

    /// <summary>A group in some of Concur's messages, a single element in Search's example: there its text is the number.</summary>
    public static DiscountCode? Discount(this FieldReader fields, WireElement root) => root.Child("DiscountCode") is { HasValue: true } code
        ? new DiscountCode(
            fields.TextOrEmpty(code, "CorporateID"),
            fields.TextOrEmpty(code, "VendorCode"),
            fields.NonEmptyText(code, "DiscountNumber") ?? fields.TextOrEmpty(root, "DiscountCode"))
        : null;

    private static Booker? Booker(this FieldReader fields, WireElement root)
    {
        var (company, booker) = (root.Child("CorporateClient"), root.Child("Booker"));
        var read = new Booker(
            fields.TextOrEmpty(company, "CompanyCode"),
            fields.TextOrEmpty(booker, "UserID"),
            fields.TextOrEmpty(booker, "EmailAddress"),
            fields.TextOrEmpty(booker, "Phone"));
        return read == new Booker() ? null : read;
    }

    private static Passenger? Passenger(this FieldReader fields, WireElement root) =>
        root.Child("PrimaryPassenger") is { HasValue: true } passenger
            ? new Passenger(
                fields.TextOrEmpty(passenger, "FirstName"),
                fields.TextOrEmpty(passenger, "LastName"),
                fields.TextOrEmpty(passenger, "Phone"),
                fields.TextOrEmpty(passenger, "Phone2"),
                fields.TextOrEmpty(passenger, "CellPhone"),
                fields.TextOrEmpty(passenger, "EmailAddress"))
            : null;
}
