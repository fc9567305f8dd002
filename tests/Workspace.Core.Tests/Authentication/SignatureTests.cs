using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Workspace.Authentication;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>The vectors that the SDKs publish, and the spelling of what is signed.</summary>
public sealed class SignatureTests
{
    private const string VendorDate = "20260101T000000Z";
    private const string VendorHost = "workspace.ap-southeast-3.myhuaweicloud.com";
    private const string Project = "/v2/0123456789abcdef0123456789abcdef/";
    private const string Vpc = "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/";

    [Theory]
    [InlineData("GET", "/resources", "size=1", "service.endpoint.myhuaweicloud.com", "20200608T023900Z", "", "cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842")]
    [InlineData("POST", "/resources", "size=1", "service.endpoint.myhuaweicloud.com", "20200608T023900Z", """{"name":"test","id":1}""", "436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f")]
    [InlineData("GET", Vpc + "vpcs", "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0", "service.region.example.com", "20191115T033655Z", "", "fd95e7da6f695cfb4cabbb9d6b0968aec155bc576b064835282473539ae9ea1d")]
    [InlineData("POST", Vpc + "vpc/123", "", "service.region.example.com", "20191115T033655Z", """{"key":"value"}""", "b5649aa774f6cac7437631662f08815fc65c70e40e486df6db2436ce68902771")]
    [InlineData("GET", "", "", "example.com", "20191115T033655Z", "", "919ad8b75d4ad49da0d377e63ee21c4a7a54b752f6bf2878b4adbe9c19927da6")]
    public void A_published_vector_matches(string method, string path, string query, string host, string date, string body, string signature)
    {
        var content = new SignedContent(method, path, Pairs(query), [new("X-Sdk-Date", date), new("Host", host)], Encoding.UTF8.GetBytes(body));

        Assert.Equal(signature, content.Sign("SecretKey"u8.ToArray(), date));
        Assert.Equal("host;x-sdk-date", content.SignedHeaders);
    }

    [Fact]
    public void The_query_is_encoded_and_sorted_by_name_and_value()
    {
        var content = new SignedContent(
            "GET",
            "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs",
            [new("limit", "1"), new("enable", "true"), new("test", "一 (&=?!#%.*)"), new("path", "/tmp/123"), new("multi", "3"), new("multi", "1"), new("multi", "2")],
            [],
            []);

        Assert.Equal(
            "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29",
            content.CanonicalRequest.Split('\n')[2]);
    }

    // Vectors of the vendor's Python SDK: names and values are sorted as they are, and encoded then.
    [Theory]
    [InlineData("desktops", "desktop_id=id2&desktop_id=id&desktop_id=Id&limit=100&offset=0", "desktop_id=Id&desktop_id=id&desktop_id=id2&limit=100&offset=0", "0ef1de580f4293e73b08c86c2f0d2828c040c2ac2ca580b6d64d6a83b92a3d5d")]
    [InlineData("desktops/detail", "a-b=1&a=2&id2=x&id=y&id.1=z&id_1=w&A=3", "A=3&a=2&a-b=1&id=y&id.1=z&id2=x&id_1=w", "acf89bb8283496cd5d311678f5fbc3cd8f424b351144c25506c7f270e1703b01")]
    public void Names_and_values_are_sorted_raw_before_they_are_encoded(string path, string query, string canonical, string signature)
    {
        var content = new SignedContent("GET", Project + path, Pairs(query), [new("X-Sdk-Date", VendorDate), new("Host", VendorHost)], []);

        Assert.Equal(canonical, content.CanonicalRequest.Split('\n')[2]);
        Assert.Equal(signature, content.Sign("sktest"u8.ToArray(), VendorDate));
    }

    [Theory]
    [InlineData("bob@corp", "bob1", "user_names=bob1&user_names=bob%40corp")]
    [InlineData("王", "alice", "user_names=alice&user_names=%E7%8E%8B")]
    [InlineData("a:b", "a,b", "user_names=a%2Cb&user_names=a%3Ab")]
    public void A_value_that_is_encoded_keeps_its_raw_order(string first, string second, string canonical)
    {
        foreach (string[] order in (string[][])[[first, second], [second, first]])
        {
            var content = new SignedContent("GET", "/", order.Select(value => new KeyValuePair<string, string>("user_names", value)), [], []);

            Assert.Equal(canonical, content.CanonicalRequest.Split('\n')[2]);
        }
    }

    [Fact]
    public void A_value_that_is_empty_or_not_ASCII_is_signed_as_the_vendor_does()
    {
        var content = new SignedContent(
            "GET",
            Project + "desktops",
            [new("computer_name", "测试 1*~"), new("is_share_desktop", "true"), new("enterprise_project_id", "")],
            [new("X-Sdk-Date", VendorDate), new("Host", VendorHost), new("X-Project-Id", "0123456789abcdef0123456789abcdef"), new("X-Security-Token", "TOKEN")],
            []);

        Assert.Equal("computer_name=%E6%B5%8B%E8%AF%95%201%2A~&enterprise_project_id=&is_share_desktop=true", content.CanonicalRequest.Split('\n')[2]);
        Assert.Equal("host;x-project-id;x-sdk-date;x-security-token", content.SignedHeaders);
        Assert.Equal("3b73ccf5a295f30acc13b2b9c7c8a0abae85c6259226c55ad6250ebd09d86ff0", content.Sign("sktest"u8.ToArray(), VendorDate));
    }

    [Fact]
    public void A_body_that_is_not_ASCII_is_signed_as_the_vendor_does()
    {
        var content = new SignedContent(
            "POST",
            Project + "desktops/attach",
            [],
            [new("Content-Type", "application/json;charset=UTF-8"), new("X-Sdk-Date", VendorDate), new("Host", VendorHost), new("X-Project-Id", "0123456789abcdef0123456789abcdef")],
            """{"desktops":[{"desktop_id":"d1","user_name":"ü","user_group":"users"}]}"""u8.ToArray());

        Assert.EndsWith("15af24cd5d587f5273eca3f16e1538f219c1687ac7061727f685834e6e859089", content.CanonicalRequest, StringComparison.Ordinal);
        Assert.Equal("content-type;host;x-project-id;x-sdk-date", content.SignedHeaders);
        Assert.Equal("8b8a5a1a8de27f1933bb3a4be1417d2fb7555e5e3142069dd880d78c371ed228", content.Sign("sktest"u8.ToArray(), VendorDate));
    }

    [Theory]
    [InlineData("", "/")]
    [InlineData("/", "/")]
    [InlineData("/v2/p/desktops", "/v2/p/desktops/")]
    [InlineData("/v2/p/desktops/", "/v2/p/desktops/")]
    [InlineData("/v2/a%20b/c%2fd", "/v2/a%20b/c%2Fd/")]
    [InlineData("/v2/%E6%B5%8B~-._", "/v2/%E6%B5%8B~-._/")]
    public void The_canonical_path_is_encoded_anew_and_ends_with_a_slash(string sent, string canonical) =>
        Assert.Equal(canonical, new SignedContent("GET", sent, [], [], []).CanonicalRequest.Split('\n')[1]);

    [Fact]
    public void Header_names_are_lower_case_and_sorted_and_values_trimmed()
    {
        var content = new SignedContent("get", "/", [], [new("X-Sdk-Date", "20260101T000000Z"), new("Host", " a.example "), new("Content-Type", "application/json")], []);

        Assert.Equal(
            ["GET", "/", "", "content-type:application/json", "host:a.example", "x-sdk-date:20260101T000000Z", "", "content-type;host;x-sdk-date", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
            content.CanonicalRequest.Split('\n'));
    }

    [Fact]
    public void A_date_is_written_in_UTC_and_read_back()
    {
        var time = new DateTimeOffset(2026, 1, 1, 7, 59, 58, TimeSpan.FromHours(8));

        string text = SignedContent.FormatDate(time);

        Assert.Equal("20251231T235958Z", text);
        Assert.True(SignedContent.TryParseDate(text, out DateTimeOffset read));
        Assert.Equal(time, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-01-01T00:00:00Z")]
    [InlineData("20260101T000000")]
    [InlineData("20261301T000000Z")]
    public void What_is_no_date_of_the_header_is_not_read(string? text) => Assert.False(SignedContent.TryParseDate(text, out _));

    private static List<KeyValuePair<string, string>> Pairs(string query)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=');
            pairs.Add(new(parts[0], parts[1]));
        }

        return pairs;
    }
}
