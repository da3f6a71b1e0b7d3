// @comment:run@ go run main.go
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

// @comment:keepSecret@
const (
	address = "@address@"
	token   = "@token@"
	secret  = "@secret@"
)

func main() {
	// @comment:call@
	response, err := send("@method@", "@path@", "@body@")
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.StatusCode)
	fmt.Println(string(text))
}

func send(method, path, body string) (*http.Response, error) {
	request, err := http.NewRequest(method, address+encode(path), bytes.NewReader([]byte(body)))
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(secret)
	if err != nil {
		return nil, err
	}
	// @comment:signed@
	date := time.Now().UTC().Format(http.TimeFormat)
	sum := sha256.Sum256([]byte(body))
	hash := base64.StdEncoding.EncodeToString(sum[:])
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s\n%s\n%s;%s;%s", method, request.URL.RequestURI(), date, request.Host, hash)
	signature := base64.StdEncoding.EncodeToString(mac.Sum(nil))

	request.Header.Set("x-ms-date", date)
	request.Header.Set("x-ms-content-sha256", hash)
	request.Header.Set("Authorization", "HMAC-SHA256 Credential="+token+
		"&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="+signature)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	return http.DefaultClient.Do(request)
}

// @comment:encode@
func encode(path string) string {
	var encoded strings.Builder
	for _, c := range []byte(path) {
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' ||
			strings.IndexByte("-._~:/?@!$&'()*+,;=%", c) >= 0 {
			encoded.WriteByte(c)
		} else {
			fmt.Fprintf(&encoded, "%%%02X", c)
		}
	}
	return encoded.String()
}
