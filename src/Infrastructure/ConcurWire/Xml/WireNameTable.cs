using System.Collections.Frozen;
using System.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Xml;

/// <summary>
/// The element names of one message, one string each, as XmlReader requires. Concur's own names are shared by all messages;
/// other names are kept for this message only, so that no input makes the shared table grow. A name that isn't listed costs
/// an allocation, nothing else.
/// </summary>
internal sealed class WireNameTable : XmlNameTable
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        Listed().ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private NameTable? others;

    public override string Add(char[] array, int offset, int length) =>
        Known.TryGetValue(array.AsSpan(offset, length), out var known) ? known : (others ??= new NameTable()).Add(array, offset, length);

    public override string Add(string array) =>
        Known.TryGetValue(array, out var known) ? known : (others ??= new NameTable()).Add(array);

    public override string? Get(char[] array, int offset, int length) =>
        Known.TryGetValue(array.AsSpan(offset, length), out var known) ? known : others?.Get(array, offset, length);

    public override string? Get(string array) => Known.TryGetValue(array, out var known) ? known : others?.Get(array);

    private static string[] Listed() =>
        """
        xml xmlns http://www.w3.org/2000/xmlns/ http://www.w3.org/XML/1998/namespace
        CC_LimoSearchRequest CC_LimoSellRequest CC_LimoReservationDetailRequest CC_LimoUpdateRequest CC_LimoCancelRequest
        AccountingField1 AccountingField2 AccountingField3 AccountingField4 AccountingField5 AccountingInfo Address Airport AirportCode
        ArrivalDateTime BasePrice Booker Cash CategoryCode CellPhone Check City ClassOfService CompanyCode CorporateClient CorporateID
        Country CreditCard Currency DepartureDateTime Description DirectBilling DiscountCode DiscountNumber DiscountType DropoffInstructions
        DropoffLocation DropoffServiceArrangement EmailAddress EndDateTime Expiration ExtraDropoffCharge ExtraNotes ExtraPickupCharge
        ExtraStopArrangement FirstName Flight FlightNumber FormOfPayment LanguageCode LastName LocationType MaxPassengers Message MinHours
        NoRateText NumPassengers Number OptionalExtraStopCharge OptionalExtraTimeCharge Phone Phone2 PhoneNumber PickupInstructions
        PickupLocation PickupServiceArrangement PostalCode PrimaryPassenger Rate RateID RateInfo RateTypeCode RequestedDriver ReservationID
        ServiceCharge ServiceType SpecialServiceRequest StartDateTime State StationCode StationName SurCharge Tax Train TrainNumber
        TrainStation Type UserID Vehicle VehicleID VehicleType Vendor VendorCode VendorName
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Append("").ToArray();
}
