using System.Text;
using System.Xml.Linq;
using System.Xml.XPath;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Infrastructure.Tests.ConcurWire.Schemas;

/// <summary>What the schemas must accept: strict mustn't mean wrong.</summary>
public sealed class SchemaAcceptanceTests
{
    public static TheoryData<string, string> Statuses => Pairs(MutationCatalog.ListedStatuses);

    public static TheoryData<string, string> ErrorCodes => Pairs(MutationCatalog.ListedErrorCodes);

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Validate_of_a_listed_status_finds_nothing(string sample, string status) =>
        AssertValid(sample, root => root.Element("Status")!.Value = status);

    [Theory]
    [MemberData(nameof(ErrorCodes))]
    public void Validate_of_a_listed_error_code_finds_nothing(string sample, string errorCode) =>
        AssertValid(sample, root => root.XPathSelectElement("Error/ErrorCode")!.Value = errorCode);

    [Theory]
    [MemberData(nameof(ErrorCodes))]
    public void Validate_of_a_refusal_that_knows_nothing_finds_nothing(string sample, string errorCode) => AssertValid(sample, root =>
    {
        foreach (var leaf in root.Descendants().Where(element => !element.HasElements).ToList())
            leaf.RemoveNodes();
        root.XPathSelectElement("Error/ErrorCode")!.Value = errorCode;
        root.XPathSelectElement("Error/ErrorDescription")!.Value = "Check the user name and the password.";
        root.Element("FormOfPayment")?.RemoveNodes();
    });

    [Fact]
    public void Validate_of_a_refused_card_without_values_finds_nothing() =>
        AssertValid("CC_LimoSellReply.refusal", root => root.Element("FormOfPayment")!.ReplaceNodes(RideMutations.Card("", "", "")));

    [Theory]
    [InlineData("Cash")]
    [InlineData("Check")]
    [InlineData("DirectBilling")]
    public void Validate_of_each_form_of_payment_finds_nothing(string form) =>
        AssertValid("CC_LimoSellReply.success", root => root.Element("FormOfPayment")!.ReplaceNodes(new XElement(form)));

    [Theory]
    [InlineData("AX", "XXXXXXXXXXX1111")]
    [InlineData("CA", "XXXXXXXXXXXX1111")]
    [InlineData("DS", "XXXX1111")]
    [InlineData("DC", "XXXXXXXXXX1111")]
    public void Validate_of_each_card_finds_nothing(string type, string number) =>
        AssertValid("CC_LimoSellReply.success", root => root.Element("FormOfPayment")!.ReplaceNodes(RideMutations.Card(type, number)));

    [Theory]
    [InlineData("Cash", "Check", "DirectBilling")]
    [InlineData("Check", "DirectBilling")]
    [InlineData("DirectBilling")]
    [InlineData("Cash", "DirectBilling")]
    public void Validate_of_a_vendor_that_takes_no_cards_finds_nothing(params string[] forms) =>
        AssertValid("CC_LimoSearchReply.success", root =>
            root.XPathSelectElement("Limos/Limo/AcceptedFops/FormOfPayment")!.ReplaceNodes(forms.Select(form => new XElement(form))));

    [Theory]
    [InlineData("ServiceType", "300")]
    [InlineData("ClassOfService", "")]
    [InlineData("DropoffLocation/LocationType", "400")]
    [InlineData("PickupLocation/State", "Queensland")]
    [InlineData("EndDateTime", "2012-02-29T23:59:59")]
    [InlineData("LanguageCode", "pt-br")]
    [InlineData("RateInfo/Rate", "4250")]
    [InlineData("RateInfo/Rate", "42.500")]
    [InlineData("RateInfo/MinHours", "2.5")]
    [InlineData("RateInfo/RateTypeCode", "N")]
    [InlineData("RateInfo/SurCharge", "")]
    [InlineData("Vehicle/VehicleType", "900")]
    [InlineData("Vehicle/Description", "")]
    [InlineData("NumPassengers", "")]
    [InlineData("ConfNum", "")]
    [InlineData("ReservationID", "123456789012")]
    [InlineData("PrimaryPassenger/FirstName", "")]
    [InlineData("PickupInstructions", "two\nlines")]
    public void Validate_of_another_legal_value_finds_nothing(string path, string value) =>
        AssertValid("CC_LimoSellReply.success", root => root.XPathSelectElement(path)!.Value = value);

    [Theory]
    [InlineData("CC_LimoSearchReply.success")]
    [InlineData("CC_LimoSearchReply.refusal")]
    public void Search_sample_counts_its_own_bytes(string sample)
    {
        var size = XDocument.Parse(SampleReplies.All[sample]).Root!.Attribute("size")!.Value;
        Assert.Equal(size, $"{Encoding.UTF8.GetByteCount(SampleReplies.All[sample])}");
    }

    private static void AssertValid(string sample, Action<XElement> change)
    {
        var root = XDocument.Parse(SampleReplies.All[sample]).Root!;
        change(root);
        WireSchema.AssertValid(root.ToString(SaveOptions.DisableFormatting));
    }

    private static TheoryData<string, string> Pairs(IReadOnlyDictionary<string, string[]> listed)
    {
        var cases = new TheoryData<string, string>();
        foreach (var (sample, values) in listed)
        {
            foreach (var value in values)
                cases.Add(sample, value);
        }

        return cases;
    }
}
