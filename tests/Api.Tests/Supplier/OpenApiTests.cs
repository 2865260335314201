using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.Tests.Gateway;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>The OpenAPI document: served as the build made it, complete, and true of the answers.</summary>
[DatabaseIndependent]
public sealed partial class OpenApiTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private const string Address = "/openapi/v1.json";

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Served_document_is_what_the_code_describes()
    {
        var served = await supplier.Gateway.Http.GetStringAsync(Address, cancellation);

        Assert.Equal(await OpenApiFile.Generate(supplier.Gateway.Services, cancellation), served.TrimEnd());
    }

    [Fact]
    public async Task Document_with_a_known_tag_is_304()
    {
        using var first = await supplier.Gateway.Http.GetAsync(Address, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await supplier.Gateway.Http.SendAsync(request, cancellation);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(cancellation));
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.OK)]
    [InlineData("open", null, HttpStatusCode.OK)]
    [InlineData("key", null, HttpStatusCode.Unauthorized)]
    [InlineData("key", "nobodys-key", HttpStatusCode.Unauthorized)]
    [InlineData("key", SupplierFixture.AdminKey, HttpStatusCode.OK)]
    [InlineData("off", SupplierFixture.AdminKey, HttpStatusCode.NotFound)]
    public async Task Document_is_served_to_whom_the_setting_names(string? access, string? key, HttpStatusCode status)
    {
        using var gateway = new RunningGateway();
        if (access is not null)
            gateway.Set("OpenApi:Access", access);
        gateway.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

        using var answer = await gateway.Http.SendAsync(request, cancellation);
        using var page = await gateway.Http.GetAsync("/swagger/index.html", cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(access is null or "open" ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
    }

    [Theory]
    [InlineData(true, OpenApiAccess.Open)]
    [InlineData(false, OpenApiAccess.Key)]
    public void Document_needs_a_key_outside_Development(bool development, OpenApiAccess access) =>
        Assert.Equal(access, new GatewaySettings().ToOpenApi(development));

    [Fact]
    public async Task Every_operation_has_a_verb_and_a_noun_and_describes_everything()
    {
        var document = await Document();
        var names = new HashSet<string>();
        foreach (var (path, method, operation) in Operations(document))
        {
            var at = $"{method} {path}";
            Assert.True(VerbAndNoun().IsMatch((string)operation["operationId"]!) && names.Add((string)operation["operationId"]!), at);
            Assert.True(IsText(operation["summary"]) && IsText(operation["description"]), at);
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                Assert.True(IsText(Resolve(document, parameter!)["description"]), $"{at}: {parameter}");
            foreach (var (status, reference) in operation["responses"]!.AsObject())
            {
                var response = Resolve(document, reference!);
                Assert.True(IsText(response["description"]), $"{at} {status}");
                Assert.True(response["headers"]?[CorrelationIds.Header] is not null, $"{at} {status} has no correlation id");
                foreach (var (_, header) in response["headers"]!.AsObject())
                    Assert.True(IsText(Resolve(document, header!)["description"]), $"{at} {status}");
            }
        }
    }

    /// <summary>Generated clients would have to send one, and could leave out no filter.</summary>
    [Fact]
    public async Task No_GET_has_a_body_or_a_filter_that_is_required()
    {
        var document = JsonNode.Parse(await supplier.Gateway.Http.GetStringAsync(Address, cancellation))!;
        var reads = document["paths"]!.AsObject().Where(path => path.Value!["get"] is not null)
            .Select(path => (path.Key, Operation: path.Value!["get"]!)).ToList();

        Assert.NotEmpty(reads);
        Assert.All(reads, read => Assert.True(read.Operation["requestBody"] is null, $"{read.Key} has a body"));
        Assert.All(reads, read => Assert.DoesNotContain(read.Operation["parameters"]?.AsArray() ?? [],
            parameter => (string?)parameter!["in"] == "query" && (bool?)parameter["required"] == true
                && (string?)parameter["schema"]!["type"] == "array"));
    }

    [Fact]
    public async Task Every_field_is_described_and_typed()
    {
        foreach (var (name, schema) in (await Document())["components"]!["schemas"]!.AsObject())
        {
            Assert.True(IsText(schema!["description"]), name);
            foreach (var (field, property) in schema["properties"]?.AsObject() ?? [])
            {
                var choices = property!["oneOf"]?.AsArray() ?? [];
                Assert.True(IsText(property["description"]) || choices.Any(choice => IsText(choice!["description"])), $"{name}.{field}");
                Assert.True(property["type"] is not null || property["$ref"] is not null || choices.Count == 2, $"{name}.{field}");
                var items = property["items"];
                Assert.True(items is null || items["type"] is not null || items["$ref"] is not null, $"{name}.{field}");
            }
        }
    }

    [Fact]
    public async Task Every_response_is_open_and_complete_and_every_request_closed()
    {
        var schemas = (await Document())["components"]!["schemas"]!;

        var (reservation, vendor, reason) = (schemas["Reservation"]!, schemas["VendorInput"]!, schemas["ReasonBody"]!);
        Assert.Equal(
            reservation["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal),
            Names(reservation["required"]!.AsArray()));
        Assert.Null(reservation["additionalProperties"]);
        Assert.False((bool)vendor["additionalProperties"]!);
        Assert.Equal(["code", "currency", "name", "phone", "timeZone"], Names(vendor["required"]!.AsArray()));
        Assert.Equal("string", (string?)reason["properties"]!["reason"]!["type"]);
        Assert.Equal("#/components/schemas/SupplierAction", (string?)reservation["properties"]!["actions"]!["items"]!["$ref"]);

        static IEnumerable<string> Names(IEnumerable<JsonNode?> nodes) => nodes.Select(node => (string)node!).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Problem_has_the_fields_of_its_schema()
    {
        var schema = (await Document())["components"]!["schemas"]!["ProblemDetails"]!;
        foreach (var (path, json) in new[] { ("/vendors", "{"), ("/vendors", "{}"), ("/nothing", "{}"), ("/vendors?no=1", "{}") })
        {
            var (_, problem, _) = await supplier.Call(HttpMethod.Post, path, json);

            Assert.All(schema["required"]!.AsArray(), field => Assert.NotNull(problem![(string)field!]));
            Assert.All(problem!.AsObject(), field => Assert.NotNull(schema["properties"]![field.Key]));
        }
    }

    private async Task<JsonNode> Document() => JsonNode.Parse(await supplier.Gateway.Http.GetStringAsync(Address, cancellation))!;

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value!);

    private static JsonNode Resolve(JsonNode document, JsonNode node) => (string?)node["$ref"] is { } reference
        ? reference.Split('/').Skip(1).Aggregate(document, (within, step) => within[step]!)
        : node;

    private static bool IsText(JsonNode? node) => !string.IsNullOrWhiteSpace((string?)node);

    [GeneratedRegex("^(accept|acknowledge|amend|authorize|cancel|close|create|decline|delete|explain|export|get|list|preview|put|recover|"
        + "replace|report|restore|retry|rotate|test|follow)[A-Z][A-Za-z]+$")]
    private static partial Regex VerbAndNoun();
}
