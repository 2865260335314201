using System.Xml.Linq;
using static GroundTransport.Infrastructure.Tests.ConcurWire.Schemas.Mutation;

namespace GroundTransport.Infrastructure.Tests.ConcurWire.Schemas;

/// <summary>Mistakes in a search's reply.</summary>
internal static class SearchMutations
{
    private const string Limo = "Limos/Limo";
    private const string Forms = "Limos/Limo/AcceptedFops/FormOfPayment";

    /// <summary>Wrong both in a success and in a refusal.</summary>
    public static IEnumerable<Mutation> InEither =>
    [
        Attribute(".", "size", null), Attribute(".", "elaspedMs", null), Attribute(".", "elapsedMs", "7"),
        Attribute(".", "size", ""), Attribute(".", "size", "-1"), Attribute(".", "elaspedMs", "7.5"),
        Remove("RequestData"), Remove("Limos"), Remove("RequestData/ClassOfService"), Remove("RequestData/PickupLocation"),
        Remove("RequestData/PickupLocation/LocationType"), Remove("RequestData/DropoffLocation/Airport/AirportCode"),
        Remove("RequestData/DropoffLocation/PostalCode"), Remove("RequestData/EndDateTime"), Remove("RequestData/LanguageCode"),
        Remove("RequestData/DiscountCode"), Remove("RequestData/VehicleType"),
        Swap("Error"), Swap("RequestData"), Swap("RequestData/PickupLocation"), Swap("RequestData/StartDateTime"),
        Swap("RequestData/DiscountCode"),
        Insert("RequestData/DropoffInstructions", "Country"), Insert("Limos", "Extra"),
        Insert("RequestData/PickupLocation/City", "ExtraNotes"),
        Insert("RequestData/PickupLocation/Airport/AirportCode", "Flight"), Repeat("RequestData"),
        Fill("RequestData/DropoffLocation/Airport", "the bare code of the example", "DCA"),
        .. SetEach("RequestData/ServiceType", "112", "Hourly"),
        Set("RequestData/ClassOfService", "150"),
        Set("RequestData/PickupLocation/LocationType", "400"),
        Set("RequestData/DropoffLocation/LocationType", "500"),
        .. SetEach("RequestData/DropoffLocation/Airport/AirportCode", "DCAX", "dca", "D1A"),
        .. WithEach("Queensland1", "RequestData/PickupLocation/State", "RequestData/DropoffLocation/State"),
        Set("RequestData/PickupLocation/Country", "USA"),
        .. SetEach("RequestData/StartDateTime", "2012-03-14T09:00", "2012-03-14T09:00:00Z"),
        Set("RequestData/EndDateTime", "2012-03-14"),
        Set("RequestData/LanguageCode", "bt-br"),
        Set("RequestData/Currency", "USDX"),
        Set("RequestData/NumPassengers", "0"),
        .. SetEach("RequestData/VehicleType", "201", "Sedan"),
        Fill("RequestData/DiscountCode", "only a corporate id", new XElement("CorporateID", "339")),
    ];

    public static IEnumerable<Mutation> InSuccess =>
    [
        Empty("RequestData/ServiceType"), Empty("RequestData/PickupLocation/LocationType"), Empty("RequestData/StartDateTime"),
        Empty("Limos"), Empty(Limo), Remove($"{Limo}/RateInfo"), Remove($"{Limo}/Vehicle"), Remove($"{Limo}/Vendor"),
        Remove($"{Limo}/AcceptedFops"),
        Swap($"{Limo}/RateInfo"), Swap($"{Limo}/Vendor"), Insert($"{Limo}/AcceptedFops", "Extra"), Repeat($"{Limo}/Vehicle"),
        Repeat("Limos"),
        Empty($"{Limo}/RateInfo/RateID"), Empty($"{Limo}/RateInfo/Rate"), Remove($"{Limo}/RateInfo/Message"),
        Remove($"{Limo}/RateInfo/CategoryCode"),
        Set($"{Limo}/RateInfo/RateTypeCode", "100"), Set($"{Limo}/RateInfo/Currency", "US"), Set($"{Limo}/RateInfo/Rate", "-42.50"),
        Rename($"{Limo}/RateInfo/SurCharge", "SurChange"), Attribute($"{Limo}/RateInfo/SurCharge", "desc", null),
        .. SetEach($"{Limo}/Vehicle/VehicleType", "Sedan", "201", ""),
        Set($"{Limo}/Vehicle/MaxPassengers", "0"),
        Empty($"{Limo}/Vendor/VendorCode"),
        Empty($"{Limo}/AcceptedFops"), Empty(Forms), Repeat(Forms), Swap($"{Forms}/CreditCard[2]"), Repeat($"{Forms}/CreditCard"),
        Repeat($"{Forms}/Cash"),
        Set($"{Forms}/CreditCard/Type", "MC"), Empty($"{Forms}/CreditCard"), Insert($"{Forms}/CreditCard/Type", "Number"),
        .. RideMutations.TwiceEachForm(Forms),
        Insert($"{Forms}/DirectBilling", "Voucher"), Set($"{Forms}/Cash", "yes"),
        Set("Error/ErrorDescription", "None"), Set("Error/ErrorCode", "0"),
    ];

    public static IEnumerable<Mutation> InRefusal =>
    [
        Fill("Limos", "a ride", new XElement("Limo")), Fill("Limos", "text", "none"), Swap("RequestData/PickupLocation/TrainStation"),
        Remove("RequestData/PickupLocation/TrainStation/Train/ArrivalDateTime"),
        Rename("RequestData/DropoffLocation/Airport/Flight/DepartureDateTime", "ArrivalDateTime"),
        Repeat("RequestData/PickupLocation/TrainStation"),
        Set("RequestData/PickupLocation/TrainStation/State", "Queensland1"), Remove("RequestData/PickupLocation/TrainStation/StationName"),
        Remove("RequestData/DiscountCode/VendorCode"),
    ];
}
